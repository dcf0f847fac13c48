import { renderText } from "../../../../../../../provider/src/lib/go-template";

const data = {
  s: "hello",
  n: 3,
  f: 1.5,
  t: true,
  e: "",
  nil: null,
  list: ["a", "b"],
  map: { k: "v", z: { y: 1 } },
};

describe("words in one case", () => {
  test.each([
    ['{{ snakecase "FirstName" }}', "first_name"],
    ['{{ snakecase "HTTPServer20xOK" }}', "http_server_20x_ok"],
    ['{{ snakecase "NoHTTPS" }}', "no_https"],
    ['{{ snakecase "GO PATH-x" }}', "go_path_x"],
    ['{{ snakecase "http2xx" }}', "http_2xx"],
    ['{{ snakecase "Duration2m3s" }}', "duration_2m3s"],
    ['{{ snakecase "Bld4Floor3rd" }}', "bld4_floor_3rd"],
    ['{{ snakecase "a.b!C" }}', "a.b!c"],
    ['{{ snakecase "日本X" }}', "日本_x"],
    ['{{ snakecase "R+$4 " }}', "r_+$4_"],
    ['{{ kebabcase "FirstName" }}', "first-name"],
    ['{{ camelcase "http_server" }}', "HttpServer"],
    ['{{ camelcase "_complex__case_" }}', "_Complex_Case_"],
    ['{{ camelcase "some words" }}', "SomeWords"],
    ['{{ camelcase "__" }}', "___"],
    ['{{ camelcase "" }}', ""],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });
});

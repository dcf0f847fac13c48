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

describe("encodings and checksums", () => {
  test.each([
    ['{{ b64enc "héllo" }}', "aMOpbGxv"],
    ['{{ b64dec "aMOpbGxv" }}', "héllo"],
    ['{{ b32enc "hello" }}', "NBSWY3DP"],
    ['{{ b32dec "NBSWY3DP" }}', "hello"],
    ['{{ sha256sum "a" }}', "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"],
    ['{{ sha1sum "a" }}', "86f7e437faa5a7fce15d1ddcb9eaeaea377667b8"],
    ['{{ adler32sum "hello" }}', "103547413"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });
});

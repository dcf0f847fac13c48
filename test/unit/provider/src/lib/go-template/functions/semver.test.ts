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

describe("semantic versions", () => {
  test.each([
    ['{{ semver "1.2.3-rc.1+b" }}', "1.2.3-rc.1+b"],
    ['{{ (semver "v1.2").Major }}', "1"],
    ['{{ (semver "1.2.3-rc.1").Prerelease }}', "rc.1"],
    ['{{ (semver "1.2.3").Compare (semver "1.2.4") }}', "-1"],
    ['{{ (semver "1.2.3").LessThan (semver "1.10.0") }}', "true"],
    ['{{ typeOf (semver "1.2.3") }}', "*semver.Version"],
    ['{{ semverCompare ">=1.2" "1.3.0" }}', "true"],
    ['{{ semverCompare ">=1.25.0-0" "v1.26.0-rc.1" }}', "true"],
    ['{{ semverCompare ">=1.25" "v1.26.0-rc.1" }}', "false"],
    ['{{ semverCompare "~1.2.3 || ^2" "1.2.9" }}', "true"],
    ['{{ semverCompare "^0.2.3" "0.3.0" }}', "false"],
    ['{{ semverCompare "1.2 - 1.4" "1.3.9" }}', "true"],
    ['{{ semverCompare ">1.2, <1.4" "1.2.9" }}', "false"],
    ['{{ semverCompare "!=1.x" "1.3.0" }}', "false"],
    ['{{ semverCompare "<=1.2" "1.2.7" }}', "true"],
    ['{{ semverCompare "*" "9.9.9" }}', "true"],
  ])("%s renders as %j", (source, output) => {
    expect(renderText("t", source, data)).toBe(output);
  });

  test.each([
    '{{ semver "x" }}',
    '{{ (semver "1.2.3").Nothing }}',
    '{{ semverCompare "nonsense" "1.2.3" }}',
  ])("%s is an error", (source) => {
    expect(() => renderText("t", source, data)).toThrow(/^t:\d+: /);
  });
});

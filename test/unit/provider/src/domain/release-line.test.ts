import { releaseLineOf } from "../../../../../provider/src/domain/release-line";

it.each([
  ["1.4.2", "1"],
  ["10.0.0", "10"],
  ["0.1.5", "0.1"],
  ["0.10.0-rc.1", "0.10"],
  ["0.0.3", "0.0.3"],
  ["latest", ""],
  ["", ""],
])("the line of %j is %j", (version, line) => {
  expect(releaseLineOf(version)).toBe(line);
});

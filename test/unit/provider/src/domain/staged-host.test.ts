import { installedVersion } from "../../../../../provider/src/domain/installed-version";
import { formatStagedHost, parseStagedHost } from "../../../../../provider/src/domain/staged-host";
import { aHostSpec } from "../../../../support/builders";

describe("what is staged on a host", () => {
  it("survives its file", () => {
    const spec = aHostSpec({ env: { registryPassword: "s3cret" } });
    expect(parseStagedHost(formatStagedHost("v1.31.1", spec))).toEqual({
      format: 1,
      kubernetes: "v1.31.1",
      spec,
    });
  });

  it.each(["", "{", "{}", '{"format":2,"kubernetes":"v1.31.1","spec":{}}'])(
    "is nothing when the file holds %j",
    (text) => {
      expect(parseStagedHost(text)).toBeUndefined();
    },
  );
});

describe("the version that is installed on a host", () => {
  it.each([
    [{ "bootstrap-init": { kubernetes: "v1.31.0" } }, "v1.31.0"],
    [{ "bootstrap-init": { kubernetes: null } }, undefined],
    [{}, undefined],
  ])("is what its journal notes: %j", (notes, expected) => {
    expect(installedVersion({ notes })).toBe(expected);
  });
});

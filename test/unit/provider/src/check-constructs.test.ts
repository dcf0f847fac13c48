import { UNKNOWN, type Config } from "../../../../provider/sdk";
import { checkConstructs } from "../../../../provider/src/check-constructs";
import { PRODUCT_VERSION } from "../../../../provider/src/domain/product";
import { releaseLineOf } from "../../../../provider/src/domain/release-line";
import type { providerSchema } from "../../../../provider/src/provider-schema";

const LINE = releaseLineOf(PRODUCT_VERSION);

const check = (version: unknown) =>
  checkConstructs({ constructs_version: version } as Config<typeof providerSchema>).diagnostics ??
  [];

describe("the provider's check of the constructs", () => {
  it.each([
    ["the same version", PRODUCT_VERSION],
    ["another release of the same line", `${LINE}.99`],
    ["none: the configuration is HCL", null],
    ["one that is not known yet", UNKNOWN],
  ])("takes %s", (_what, version) => {
    expect(check(version)).toEqual([]);
  });

  it.each(["99.0.0", "0.99.0", "unheard-of"])("refuses %s, and says both cures", (version) => {
    expect(check(version)).toEqual([
      expect.objectContaining({ severity: "error", path: ["constructs_version"] }),
    ]);
    const [{ detail } = { detail: "" }] = check(version);
    expect(detail).toContain(`constructs_version is "${version}"`);
    expect(detail).toContain(`npm install cdktf-sealos@${LINE}`);
    expect(detail).toContain("terraform init -upgrade");
  });
});

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { PRODUCT_VERSION, PROVIDER_ADDRESS } from "../../../../../provider/src/domain/product";

describe("the product", () => {
  it("has the version of its package", () => {
    const text = readFileSync(join(__dirname, "../../../../../package.json"), "utf8");
    expect(PRODUCT_VERSION).toBe((JSON.parse(text) as { version: string }).version);
  });

  it("has an address that Terraform understands", () => {
    expect(PROVIDER_ADDRESS.split("/")).toEqual([expect.any(String), "cdktf-sealos", "sealos"]);
  });
});

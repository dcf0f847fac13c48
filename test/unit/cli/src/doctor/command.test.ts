import { callCommandIn } from "../../../../support/call-command";

describe("cdktf-sealos doctor", () => {
  it("prints a line a check, a cure below what is not well, and fails when there is a problem", async () => {
    const { code, out } = await callCommandIn(
      { HOME: "/nonexistent", PATH: "/nonexistent" },
      "doctor",
    );
    expect(out).toMatch(/^ok {7}Node {13}\d+\.\d+\.\d+$/m);
    expect(out).toMatch(
      /^problem {2}Terraform {8}no terraform or tofu on the PATH\n {26}Install Terraform/m,
    );
    expect(code).toBe(1);
  });

  it("prints the same as JSON", async () => {
    const { out } = await callCommandIn(
      { HOME: "/nonexistent", PATH: "/nonexistent" },
      "doctor",
      "--json",
    );
    const findings = JSON.parse(out) as readonly { check: string; level: string }[];
    expect(findings).toContainEqual({ check: "Node", level: "ok", found: process.versions.node });
    expect(findings.map(({ check }) => check)).toContain("Image storage");
  });
});

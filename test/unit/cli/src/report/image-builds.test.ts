import { buildReport } from "../../../../../cli/src/report/build-report";
import { renderHtml } from "../../../../../cli/src/report/html/render-html";
import { renderMarkdown } from "../../../../../cli/src/report/markdown/render-markdown";
import { readTerraformPlan } from "../../../../../cli/src/report/terraform-plan";

const change = (name: string, actions: readonly string[], values: object, unknown = {}) => ({
  address: `sealos_image_build.${name}`,
  type: "sealos_image_build",
  name,
  mode: "managed",
  provider_name: "registry.terraform.io/cdktf-sealos/sealos",
  change: {
    actions,
    before: actions[0] === "create" ? null : values,
    after: values,
    after_unknown: unknown,
  },
});

const plan = {
  format_version: "1.2",
  terraform_version: "1.11.4",
  resource_changes: [
    change("site", ["update"], { archive: "/srv/site.tar" }),
    change("network", ["create"], { push: "registry.example/network:1" }),
    change("later", ["create"], {}, { archive: true }),
    change("same", ["no-op"], { archive: "/srv/same.tar" }),
  ],
};

describe("the report of image builds", () => {
  const read = readTerraformPlan(JSON.stringify(plan), "plan.json");
  const report = buildReport([{ stack: "prod", plan: read }], {});

  it("names those that will be built, and where to", () => {
    expect(report.stacks[0]?.builds).toEqual([
      { address: "sealos_image_build.site", action: "update", output: "/srv/site.tar" },
      {
        address: "sealos_image_build.network",
        action: "create",
        output: "registry.example/network:1",
      },
      { address: "sealos_image_build.later", action: "create", output: null },
    ]);
  });

  it("says so in Markdown and on the page", () => {
    const markdown = renderMarkdown(report, { maxLength: 60_000, fullReport: undefined });
    expect(markdown).toContain(
      "- image builds: `sealos_image_build.site` (update), `sealos_image_build.network` (create)",
    );
    expect(renderHtml(report)).toMatch(
      /sealos_image_build\.site.*image build to .*\/srv\/site\.tar/,
    );
  });
});

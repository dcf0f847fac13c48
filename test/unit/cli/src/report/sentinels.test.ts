import { buildReport } from "../../../../../cli/src/report/build-report";
import { renderHtml } from "../../../../../cli/src/report/html/render-html";
import { renderMarkdown } from "../../../../../cli/src/report/markdown/render-markdown";
import { readTerraformPlan } from "../../../../../cli/src/report/terraform-plan";

// Every place of a plan where a secret can stand, each with a sentinel of its own.
const mount = JSON.stringify({
  image: "registry.example/k:v1",
  env: { password: "SENTINEL-mount" },
});
const plan = {
  format_version: "1.2",
  terraform_version: "1.9.8",
  variables: {
    token: { value: "SENTINEL-variable" },
    nested: { value: { deep: ["SENTINEL-deep"] } },
  },
  output_changes: {
    kubeconfig: {
      actions: ["create"],
      before: null,
      after: "SENTINEL-output",
      before_sensitive: false,
      after_sensitive: true,
    },
  },
  resource_changes: [
    change("sealos_image_mount", "k", {
      after: {
        image: "registry.example/k:v1",
        mount,
        default_env: { password: "SENTINEL-default" },
        env: { password: "SENTINEL-environment" },
        size_bytes: 1_000_000,
      },
      after_sensitive: { mount: true, default_env: true, env: { password: true } },
    }),
    change("sealos_host", "cp-1", {
      after: {
        name: "cp-1",
        address: "192.0.2.11",
        images: [mount],
        roles: ["control-plane"],
        registry: { password: "SENTINEL-registry" },
        steps: ["cp-1: check the machine", "cp-1: send rootfs registry.example/k:v1 (1 MB)"],
      },
      after_sensitive: { images: [true], registry: { password: true } },
    }),
    change("sealos_node", "cp-1", {
      before: { name: "cp-1", labels: { team: "SENTINEL-before" } },
      before_sensitive: { labels: { team: true } },
      after: {
        name: "cp-1",
        role: "control-plane",
        labels: { team: "SENTINEL-label" },
        // The provider does not know that a label came from a sensitive variable, and quotes it.
        steps: ["cp-1: set labels team=SENTINEL-label, token=SENTINEL-variable"],
      },
      after_sensitive: { labels: { team: true } },
      actions: ["update"],
    }),
    change("random_password", "db", {
      after: { result: "SENTINEL-other" },
      after_sensitive: { result: true },
    }),
  ],
  resource_drift: [
    change("sealos_app", "hello", {
      before: { name: "hello", env: { password: "SENTINEL-drift" } },
      before_sensitive: { env: true },
      after: { name: "hello", env: { password: "SENTINEL-drifted" } },
      after_sensitive: { env: true },
      actions: ["update"],
    }),
  ],
  configuration: {
    provider_config: {
      sealos: {
        name: "sealos",
        expressions: { ssh: { password: { constant_value: "SENTINEL-constant" } } },
      },
    },
    root_module: {
      variables: { token: { sensitive: true }, nested: { sensitive: true } },
      resources: [
        {
          address: "sealos_host.cp-1",
          expressions: { env: { constant_value: { password: "SENTINEL-expression" } } },
        },
      ],
    },
  },
};

function change(
  type: string,
  name: string,
  parts: {
    actions?: string[];
    before?: unknown;
    after: unknown;
    before_sensitive?: unknown;
    after_sensitive: unknown;
  },
) {
  const { actions = ["create"], before = null, before_sensitive = false, ...rest } = parts;
  const told = { actions, before, before_sensitive, after_unknown: {}, ...rest };
  return { address: `${type}.${name}`, mode: "managed", type, name, change: told };
}

describe("a plan that is full of secrets", () => {
  const report = buildReport([
    { stack: "prod", plan: readTerraformPlan(JSON.stringify(plan), "plan.json") },
  ]);

  it.each([
    ["Markdown", renderMarkdown(report, { maxLength: 60_000, fullReport: undefined })],
    ["JSON", JSON.stringify(report)],
    ["HTML", renderHtml(report)],
  ])("leaks none of them as %s, and still tells the steps", (_format, text) => {
    expect(text.match(/SENTINEL[\w-]*/g)).toBeNull();
    expect(text).toContain("set labels team=(secret)");
    expect(text).toContain("check the machine");
  });

  it("keeps the words of the schema where a secret is one of them", () => {
    const told = structuredClone(plan);
    told.variables.token.value = "create";
    const odd = buildReport([
      { stack: "prod", plan: readTerraformPlan(JSON.stringify(told), "p") },
    ]);
    expect(odd.stacks[0]!.hosts[0]!.action).toBe("create");
  });
});

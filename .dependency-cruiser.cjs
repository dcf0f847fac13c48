// The architecture as rules: who may import whom (ARCHITECTURE.md, "One direction").
// A row: modules under FROM may import, besides themselves, only what ALLOWED lists.
const OURS = "^(provider|constructs|cli|examples|test|bench|scripts)/";

const direction = (name, from, allowed, cure) => ({
  name,
  severity: "error",
  comment: cure,
  from: { path: from },
  to: { path: OURS, pathNot: [from, ...allowed] },
});

const only = (name, npm, folder, cure) => ({
  name,
  severity: "error",
  comment: cure,
  from: { path: OURS, pathNot: [folder, "^test/", "^scripts/", "^bench/"] },
  to: { path: npm },
});

module.exports = {
  forbidden: [
    direction(
      "sdk-is-separable",
      "^provider/sdk/(?!protocol/|index\\.ts)",
      [],
      "The SDK knows nothing of this product nor of the wire: move the code, or pass it in.",
    ),
    direction(
      "sdk-protocol",
      "^provider/sdk/protocol/",
      ["^provider/sdk/"],
      "The wire converts SDK types and nothing else.",
    ),
    {
      name: "sdk-door",
      severity: "error",
      comment: "Import from provider/sdk/index.ts, the SDK's only door.",
      from: {
        path: OURS,
        pathNot: ["^provider/sdk/", "^test/", "^scripts/", "^bench/", "^provider/src/main\\.ts"],
      },
      to: { path: "^provider/sdk/", pathNot: "^provider/sdk/index\\.ts" },
    },
    direction(
      "lib-is-a-leaf",
      "^provider/src/lib/",
      [],
      "lib/ is generic: it imports nothing of ours.",
    ),
    direction(
      "domain",
      "^provider/src/domain/",
      ["^provider/src/lib/"],
      "domain/ holds plain rules.",
    ),
    direction(
      "plan-is-pure",
      "^provider/src/plan/",
      ["^provider/src/domain/", "^provider/src/lib/"],
      "Planning is a function: pass facts in as values.",
    ),
    direction(
      "transports",
      "^provider/src/transports/",
      ["^provider/src/domain/", "^provider/src/lib/"],
      "A transport carries commands; it knows no tool.",
    ),
    direction(
      "tools",
      "^provider/src/tools/",
      [
        "^provider/src/domain/",
        "^provider/src/lib/",
        "^provider/src/transports/(runner|errors)\\.ts",
      ],
      "A tool reaches machines by a Runner only.",
    ),
    direction(
      "pipeline",
      "^provider/src/pipeline/",
      ["^provider/src/(domain|lib|plan|tools)/", "^provider/src/transports/(runner|errors)\\.ts"],
      "A phase uses tools over a Runner; it never sees a transport.",
    ),
    direction(
      "resources",
      "^provider/src/(resources|data-sources|ephemeral-resources|functions)/",
      ["^provider/src/(domain|lib|plan|pipeline)/", "^provider/sdk/index\\.ts"],
      "A resource is a thin handler: put effects into the pipeline.",
    ),
    direction(
      "constructs",
      "^constructs/",
      [],
      "Constructs are made of cdktf and constructs only.",
    ),
    direction(
      "cli",
      "^cli/",
      [
        "^provider/src/(domain|plan|lib)/",
        "^provider/src/(pipeline/events|compose/(survey|local-commands))\\.ts",
      ],
      "A sub command reads plans, logs and documents; what reaches machines is the provider's, behind two doors: compose/survey.ts and compose/local-commands.ts.",
    ),
    {
      name: "phase-imports-no-phase",
      severity: "error",
      comment: "A phase stands alone: share code in the folder's own files or in tools/.",
      from: { path: "^provider/src/pipeline/phases/[^/]+/([^/]+)\\.ts$" },
      to: {
        path: "^provider/src/pipeline/phases/[^/]+/[^/]+\\.ts$",
        pathNot: "/(context|files)\\.ts$",
      },
    },
    {
      name: "plan-and-domain-use-no-node-modules",
      severity: "error",
      comment: "Pass what is needed as a parameter.",
      from: { path: "^provider/src/(plan|domain)/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?(path|url|util)$" },
    },
    only(
      "ssh2-in-transports-only",
      "node_modules/ssh2/",
      "^provider/src/transports/ssh/",
      "Use a Runner.",
    ),
    only(
      "child-process-in-local-transport-only",
      "^(node:)?child_process$",
      "^provider/src/transports/local/",
      "Use a Runner.",
    ),
    {
      name: "no-cycles",
      severity: "error",
      comment: "Move what both need into a third file below them. Only types may point back.",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-test-code-in-production",
      severity: "error",
      comment: "Production code imports neither tests nor development dependencies.",
      from: { path: "^(provider/(?!sdk/testing/)|constructs|cli)/" },
      to: { path: "^test/" },
    },
    {
      name: "no-dev-dependencies",
      severity: "error",
      comment: "Add it to dependencies, or do without.",
      from: { path: "^(provider|cli)/" },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-orphans",
      severity: "error",
      comment: "Nothing uses this file: delete it.",
      from: {
        orphan: true,
        path: "^(provider|constructs|cli)/",
        pathNot: ["\\.d\\.ts$", "^(provider|cli)/src/main\\.ts$"],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)(node_modules|dist|cdktf\\.out)/" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
  },
};

// One project a test level, wide to narrow; docs: CONTRIBUTING.md.
const level = (name, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testEnvironment: "node",
  setupFiles: ["<rootDir>/test/support/property-seed.cjs"],
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  transform: {
    "^.+\\.ts$": [
      "@swc/jest",
      { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  ...extra,
});

// The constructs' tests once more, with the other engine in the place of the one that the sources name.
const otherEngine = {
  testMatch: ["<rootDir>/test/unit/constructs/**/*.test.ts"],
  moduleNameMapper: { "^cdktf($|/)": "cdktn$1" },
};

module.exports = {
  // For what hangs, on the slowest machine; where a test may take longer, it says so.
  testTimeout: 120_000,
  projects: [
    "unit",
    "cdktn",
    "types",
    "fuzz",
    "protocol",
    "integration",
    "artefacts",
    "cluster",
    "hosts",
    "package",
    "lab",
    "life",
    "e2e",
  ].map((name) => level(name, name === "cdktn" ? otherEngine : {})),
};

// One project a test level, wide to narrow; docs: CONTRIBUTING.md.
const level = (name, extra = {}) => ({
  displayName: name,
  rootDir: __dirname,
  testEnvironment: "node",
  setupFiles: ["<rootDir>/test/support/property-seed.cjs"],
  testMatch: [`<rootDir>/test/${name}/**/*.test.ts`],
  transform: {
    "^.+\\.ts$": ["ts-jest", { diagnostics: false, tsconfig: { isolatedModules: true } }],
  },
  ...extra,
});

module.exports = {
  testTimeout: 30_000,
  projects: ["unit", "types", "protocol", "integration", "cluster", "life", "e2e", "fuzz"].map((name) =>
    level(name),
  ),
};

/** The fast suite: needs nothing but Node. `jest.slow.config.js` has what needs Terraform, a browser or a packed package. */
// Version tables age, and tests must not: every report in them speaks of this day.
process.env.HAVEN_AS_OF ??= "2026-11-23";

module.exports = {
  testEnvironment: "node",
  maxWorkers: "100%",
  setupFiles: ["<rootDir>/test/support/no-token-stacks.ts"],
  testMatch: ["<rootDir>/test/**/*.test.ts", "<rootDir>/examples/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/", "/test/browser/", "/test/engines/", "/test/package/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/cdktf.out/"],
  moduleNameMapper: {
    // Node resolves a dynamic import with its extension; the sources have another.
    "^(\\.{1,2}/.*)\\.js$": "$1",
    "^haven-cdktf$": "<rootDir>/lib",
    "^haven-cdktf/app$": "<rootDir>/stacks/app",
    "^haven-cdktf/stacks/(.*)$": "<rootDir>/stacks/$1-haven-stack",
    "^haven-cdktf/(.*)$": "<rootDir>/lib/$1",
  },
  transform: { "^.+\\.ts$": ["@swc/jest", { jsc: { target: "es2022", parser: { syntax: "typescript" } }, module: { type: "commonjs" } }] },
};

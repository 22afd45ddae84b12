const fast = require("./jest.config.js");

/** What needs Terraform with real provider plugins, a browser, or a packed and installed package. */
module.exports = {
  ...fast,
  testMatch: ["<rootDir>/test/browser/**/*.test.ts", "<rootDir>/test/engines/**/*.test.ts", "<rootDir>/test/package/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 900_000,
  // Engines wait for most of their time: for polling intervals that the plugins fix, and that no server can shorten.
  maxWorkers: 5,
};

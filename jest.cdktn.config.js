const fast = require("./jest.config.js");

/**
 * The fast suite on CDK Terrain, cdktf's continuation: its packages' own imports are redirected too, and it takes no stacks of tokens. Left
 * out are the folders that synthesize nothing, or that run the built program, which no redirection reaches.
 */
module.exports = {
  ...fast,
  setupFiles: [],
  testPathIgnorePatterns: [
    ...fast.testPathIgnorePatterns,
    ...["cli", "config", "guard", "layout", "observe", "picture"].map((name) => `/test/${name}/`),
  ],
  moduleNameMapper: { ...fast.moduleNameMapper, "^cdktf(/.*)?$": "cdktn$1" },
};

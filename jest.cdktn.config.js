const fast = require("./jest.config.js");

/** The same suite on CDK Terrain, cdktf's continuation: its packages' own imports are redirected too, and it takes no stacks of tokens. */
module.exports = { ...fast, setupFiles: [], moduleNameMapper: { ...fast.moduleNameMapper, "^cdktf(/.*)?$": "cdktn$1" } };

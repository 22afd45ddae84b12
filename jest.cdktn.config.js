const fast = require("./jest.config.js");

/** The same suite on CDK Terrain, cdktf's continuation: its packages' own imports are redirected too. */
module.exports = { ...fast, moduleNameMapper: { ...fast.moduleNameMapper, "^cdktf(/.*)?$": "cdktn$1" } };

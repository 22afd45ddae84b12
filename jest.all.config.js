const fast = require("./jest.config.js");

module.exports = { ...fast, testPathIgnorePatterns: ["/node_modules/"], testTimeout: 600_000 };

import { isProtected } from "../../lib/core/cluster/cluster-props";

test.each([
  ["production", undefined, true],
  ["test", undefined, false],
  ["production", false, false],
  ["test", true, true],
  ["production", { except: ["sharedStorage"] }, true],
  ["production", { except: ["cluster"] }, false],
] as const)("in %s with deletionProtection %j a cluster is protected: %s", (environment, deletionProtection, expected) => {
  expect(isProtected({ environment, ...(deletionProtection !== undefined && { deletionProtection }) }, "cluster")).toBe(expected);
});

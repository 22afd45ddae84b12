import { resourceName } from "../../lib/core/cluster/names";

test("the one thing of its kind has the cluster's name, others say what they are for", () => {
  expect(resourceName("zaken", undefined, 63)).toBe("zaken");
  expect(resourceName("zaken", "egress", 63)).toBe("zaken-egress");
});

test("two long names stay two names, within the limit", () => {
  const [one, two] = [resourceName("a".repeat(40), "egress", 24), resourceName("a".repeat(40), "ingress", 24)];

  expect(one).toHaveLength(24);
  expect(two).toHaveLength(24);
  expect(one).not.toBe(two);
});

test("a name that is cut is the same each time, and has no dash before another", () => {
  const name = `${"a".repeat(16)}-b`;

  expect(resourceName(name, "egress", 24)).toBe(resourceName(name, "egress", 24));
  expect(resourceName(name, "egress", 24)).not.toContain("--");
});

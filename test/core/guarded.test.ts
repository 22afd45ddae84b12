import { hasBlock, idAfter } from "../../lib/core/reading/guarded";

test("the name of a pool is read from an address", () => {
  expect(idAfter("aws_eks_node_group.cluster_pool-apps_zone-1_0A1B2C3D", "pool-")).toBe("apps");
  expect(idAfter("module.zaken.aws_eks_node_group.cluster_pool-apps_0A1B2C3D", "pool-")).toBe("apps");
  expect(idAfter("aws_eks_node_group.cluster_carpool-apps_0A1B2C3D", "pool-")).toBeUndefined();
});

test.each([
  [[{}], true],
  [{}, true],
  [[], false],
  [null, false],
  [undefined, false],
])("a block %j is there: %s", (block, there) => {
  expect(hasBlock(block === undefined ? {} : { block }, "block")).toBe(there);
});

import type { TerraformStack } from "cdktf";
import { VsphereProvider } from "@cdktf/provider-vsphere/lib/provider";
import {
  TalosProvider,
  VsphereCluster,
  type VsphereClusterProps,
  VsphereNetwork,
  VsphereStorage,
  VsphereZones,
  type VsphereZone,
} from "../../lib/vsphere";
import { synthesize } from "../../lib/testing";
import { apps, vsphereProps, zones } from "../support/vsphere-props";

const { network: addresses, storage: stores, access, image } = vsphereProps();

const placement = (stack: TerraformStack, given: readonly VsphereZone[] = zones) =>
  new VsphereZones(stack, "zones", { name: "zaken", zones: given });
const network = (stack: TerraformStack, props: object = {}) =>
  new VsphereNetwork(stack, "network", { ...addresses, ...props, zoneConfigs: zones, zones: placement(stack) });
function cluster(stack: TerraformStack, props: Partial<VsphereClusterProps> = {}) {
  const zonesOfCluster = placement(stack);
  const made = new VsphereNetwork(stack, "network", { ...addresses, zoneConfigs: zones, zones: zonesOfCluster });
  return new VsphereCluster(stack, "cluster", {
    name: "zaken",
    region: "nl-denhaag",
    zones: zonesOfCluster,
    network: made,
    access,
    kubernetesVersion: "1.36.6",
    image,
    talos: {},
    controlPlane: {},
    annotation: "",
    ...props,
  });
}

/** Whoever takes a part alone is told what is wrong by the part's own words. */
test.each<[string, (stack: TerraformStack) => void, string]>([
  ["one zone", (stack) => placement(stack, zones.slice(0, 1)), "test/zones: 1 problem\n  zones  "],
  ["a gateway elsewhere", (stack) => network(stack, { gateway: "10.44.0.1" }), "test/network: 1 problem\n  gateway  "],
  [
    "an even control plane",
    (stack) => cluster(stack, { controlPlane: { nodes: 2 as 3 } }),
    "test/cluster: 1 problem\n  controlPlane.nodes  ",
  ],
  ["a version without a patch", (stack) => cluster(stack, { kubernetesVersion: "1.36" }), "\n  kubernetesVersion  "],
  ["a pool that would grow", (stack) => cluster(stack).addNodePool({ ...apps, maxNodes: 9 }), "pool-apps: 1 problem\n  maxNodes  "],
  [
    "an export without a path",
    (stack) => new VsphereStorage(stack, "storage", { ...stores, name: "zaken", shared: { type: "nfs", server: "nfs", share: "x" } }),
    "test/storage: 1 problem\n  shared.share  ",
  ],
])("refuses %s", (_, fill, words) => {
  expect(() =>
    synthesize((stack) => {
      fill(stack);
    }),
  ).toThrow(words);
});

test("parts make a cluster without the composite, and say what they resolved", () => {
  const stack = synthesize((scope) => {
    new VsphereProvider(scope, "vsphere", { user: "u", password: "${var.p}" });
    new TalosProvider(scope, "talos");
    const made = cluster(scope);
    made.addNodePool(apps);

    expect(made.endpoint).toBe("https://10.43.0.10:6443");
    expect(made.controlPlane.zones).toEqual(["a", "b", "c"]);
    expect(made.nodePools.map(({ machines }) => machines.length)).toEqual([3]);
  });

  expect(stack.resources("vsphere_virtual_machine")).toHaveLength(6);
});

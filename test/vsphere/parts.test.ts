import { AnnotationMetadataEntryType, TerraformStack, Testing } from "cdktf";
import { VsphereProvider } from "@cdktf/provider-vsphere/lib/provider";
import {
  TalosProvider,
  VsphereCluster,
  type VsphereClusterProps,
  VsphereHavenCluster,
  type VsphereHavenClusterProps,
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

const warning: string = AnnotationMetadataEntryType.WARN;

describe("two clusters of one app", () => {
  const second = {
    name: "tweede",
    network: {
      ...addresses,
      cidr: "10.44.0.0/24",
      gateway: "10.44.0.1",
      virtualIp: "10.44.0.10",
      loadBalancer: { first: "10.44.0.200", last: "10.44.0.219" },
    },
  };
  const elsewhere = {
    objects: { ...stores.objects, logsBucket: "b-logs", backupsBucket: "b-backups" },
    shared: { type: "nfs", server: "nfs.gemeente.example", share: "/b" },
  } as const;

  /** Each in a stack of its own. */
  function both(props: Partial<VsphereHavenClusterProps>): readonly string[] {
    const app = Testing.app();
    return [{}, { ...second, storage: { ...stores, ...elsewhere }, ...props }].flatMap((of, index) => {
      const cluster = new VsphereHavenCluster(new TerraformStack(app, `stack-${index}`), "cluster", vsphereProps(of));
      return cluster.node.metadata.filter(({ type }) => type === warning).map(({ data }) => String(data));
    });
  }

  test.each<[string, Partial<VsphereHavenClusterProps>, string]>([
    [
      "the API's address",
      {
        network: { ...addresses, loadBalancer: { first: "10.43.0.220", last: "10.43.0.221" } },
        controlPlane: { addressOffset: 100 },
        nodePools: [{ ...apps, addressOffset: 110 }],
      },
      "network.virtualIp",
    ],
    [
      "addresses of machines",
      { network: { ...addresses, virtualIp: "10.43.0.99", loadBalancer: { first: "10.43.0.220", last: "10.43.0.221" } } },
      "controlPlane.addressOffset",
    ],
    ["a folder", { name: "zaken" }, "name"],
  ])("can't share %s", (_, props, path) => {
    expect(() => both(props)).toThrow(new RegExp(`stack-1/cluster.*${path.replaceAll(".", "\\.")} .*in use by stack-0/cluster`, "s"));
  });

  test("may have the same addresses in different networks", () => {
    const apart = zones.map((zone) => ({ ...zone, network: "another" }));

    expect(() => both({ network: addresses, zones: apart })).not.toThrow();
    expect(() => both({ network: addresses, vcenter: { server: "other.gemeente.example" } })).not.toThrow();
  });

  test("are warned about buckets, shares and a name that both use", () => {
    const warned = both({ storage: stores, vcenter: vsphereProps().vcenter });

    expect(warned.filter((text) => text.includes("another cluster"))).toEqual([
      expect.stringMatching(/^storage\.objects\.logsBucket: the bucket zaken-logs is in use by stack-0\/cluster/),
      expect.stringMatching(/^storage\.objects\.backupsBucket/),
      expect.stringMatching(/^storage\.shared\.share/),
    ]);
    expect(both({}).filter((text) => text.includes("another cluster"))).toEqual([]);
  });
});

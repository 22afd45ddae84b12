import { parse } from "yaml";
import { ConfigurationError } from "../../lib";
import type { JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import type { VsphereNodePoolConfig } from "../../lib/vsphere";
import { vsphereCluster } from "../support/vsphere";
import { apps } from "../support/vsphere-props";

const cluster = (props: Partial<VsphereNodePoolConfig> = {}) => vsphereCluster({ nodePools: [{ ...apps, ...props }] });
const machines = (props: Partial<VsphereNodePoolConfig> = {}) =>
  cluster(props)
    .resources("vsphere_virtual_machine")
    .filter(({ name }) => String(name).startsWith("zaken-apps-"));

/** What Talos tells the kubelet of the pool's machines in zone a. */
function told(props: Partial<VsphereNodePoolConfig>): JsonObject {
  const groups = object(object(cluster(props).json.data).talos_machine_configuration);
  const [, config] = Object.entries(groups).find(([id]) => id.includes("_apps-a_")) ?? [];
  const patches = (object(config).config_patches as readonly string[]).map((patch) => parse(patch) as JsonObject);
  return object(patches.find(({ machine }) => "nodeLabels" in object(machine))?.machine);
}

test("machines have the size that was asked for", () => {
  expect(machines({ cpus: 8, memoryGib: 32, diskSizeGib: 256 })[0]).toMatchObject({ num_cpus: 8, memory: 32_768, disk: [{ size: 256 }] });
  expect(machines()[0]).toMatchObject({ num_cpus: 4, memory: 16_384, disk: [{ size: 128 }] });
});

test("machines stay in the zones of their pool", () => {
  expect(machines({ zones: ["b"] }).map(({ name }) => name)).toEqual(["zaken-apps-b-1", "zaken-apps-b-2", "zaken-apps-b-3"]);
});

test("labels and the number of pods are told to the kubelet", () => {
  const machine = told({ labels: { team: "zaken" }, maxPods: 60 });

  expect(machine).toMatchObject({
    nodeLabels: { team: "zaken", "topology.kubernetes.io/zone": "a", "topology.kubernetes.io/region": "nl-denhaag" },
    kubelet: { extraConfig: { maxPods: 60 } },
  });
});

test("pools that are added one by one get the machines that a list of pools gets", () => {
  const batch = { ...apps, name: "batch", addressOffset: 64 };
  const added = vsphereCluster({}, ({ cluster: parts }) => {
    parts.addNodePool(batch);
  });
  const nodes = (stack: typeof added) => stack.resources("talos_machine_configuration_apply").map(({ node }) => node);

  expect(new Set(nodes(added))).toEqual(new Set(nodes(vsphereCluster({ nodePools: [apps, batch] }))));
});

test("a second pool of one name is refused, with its path", () => {
  const twice = () =>
    vsphereCluster({}, ({ cluster: parts }) => {
      parts.addNodePool({ ...apps, addressOffset: 64 });
    });

  expect(twice).toThrow(ConfigurationError);
  expect(twice).toThrow(/pool-apps: 1 problem\n {2}name {2}"apps" is the name of another pool/);
});

test("kernel parameters and modules reach the machines of their pool", () => {
  const machine = told({ sysctls: { "vm.max_map_count": "262144" }, kernelModules: ["nf_conntrack_ftp"] });

  expect(machine).toMatchObject({ sysctls: { "vm.max_map_count": "262144" }, kernel: { modules: [{ name: "nf_conntrack_ftp" }] } });
  expect(told({})).not.toHaveProperty("sysctls");
  expect(told({})).not.toHaveProperty("kernel");
});

test("encryption covers both partitions that hold data, and only where it is asked for", () => {
  const encrypted = JSON.stringify(cluster({ diskEncryption: "nodeId" }).json.data);

  expect(encrypted).toMatch(/kind: VolumeConfig\\nname: STATE\\n.*luks2.*nodeID/);
  expect(encrypted).toMatch(/kind: VolumeConfig\\nname: EPHEMERAL\\n.*luks2.*nodeID/);
  expect(JSON.stringify(cluster().json.data)).not.toContain("VolumeConfig");
});

test("settings of a pool take no guarantee away", () => {
  const settings: Partial<VsphereNodePoolConfig> = {
    sysctls: { "vm.max_map_count": "262144" },
    kernelModules: ["nf_conntrack_ftp"],
    diskEncryption: "nodeId",
  };

  expect(cluster(settings).prediction.guaranteed).toEqual(cluster().prediction.guaranteed);
});

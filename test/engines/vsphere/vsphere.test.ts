import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VsphereProvider } from "@cdktf/provider-vsphere/lib/provider";
import { App, type TerraformStack } from "cdktf";
import type { JsonObject } from "../../../lib/core/reading/json";
import { readStack } from "../../../lib/core/reading/terraform-json";
import { VsphereHavenStack, type VsphereHavenStackProps } from "../../../stacks/vsphere-haven-stack";
import { vsphereProps, zones } from "../../support/vsphere-props";
import { summary } from "../plan-summary";
import { findPlugin, findTerraform, type Plugin, Terraform } from "../terraform";
import { buildVcenter, startVcenter, type Vcenter } from "./vcenter-server";

const vsphere = findPlugin("vmware/vsphere", (version) => /^2\.(1[5-9]|[2-9]\d)\./.test(version));
const talos = findPlugin("siderolabs/talos", (version) => /^0\.11\./.test(version));
const kubernetes = findPlugin("hashicorp/kubernetes", (version) => version.startsWith("2."));
const helm = findPlugin("hashicorp/helm", (version) => version.startsWith("3."));

/** A test that is skipped, with one line, where something that it needs isn't here. */
function whenThere(needed: Readonly<Record<string, unknown>>) {
  const missing = Object.keys(needed).filter((name) => needed[name] === undefined);
  if (missing.length === 0) return test;
  console.log(`skipped: ${missing.join(" and ")} not found`);
  return test.skip;
}

const plugins = { terraform: findTerraform(), "vsphere plugin": vsphere, "talos plugin": talos };
const vcenterProgram = Object.values(plugins).includes(undefined) ? undefined : buildVcenter();

const login = { VSPHERE_USER: "haven", VSPHERE_PASSWORD: "for tests only" };

interface Bench {
  readonly terraform: Terraform;
  /** Writes the stack that Terraform runs next, and says what is in it. */
  readonly synthesize: (props?: Partial<VsphereHavenStackProps>) => readonly string[];
}

/** One stack in a folder of its own. */
async function onBench(vcenter: Pick<Vcenter, "address" | "env"> | undefined, work: (bench: Bench) => Promise<void>): Promise<void> {
  const outdir = mkdtempSync(join(tmpdir(), "haven-vsphere-"));
  const folder = join(outdir, "stacks/zaken");
  mkdirSync(folder, { recursive: true });
  const mirrors = [vsphere, talos, kubernetes, helm].flatMap((plugin: Plugin | undefined) => plugin?.mirror ?? []);
  const terraform = new Terraform(folder, { mirrors: [...new Set(mirrors)], env: vcenter?.env ?? login });
  const synthesize: Bench["synthesize"] = (props = {}) => {
    const app = new App({ outdir });
    const stack = new VsphereHavenStack(app, "zaken", {
      ...vsphereProps(),
      image: { type: "template", name: "DC0_C0_RP0_VM0" },
      storage: { ...vsphereProps().storage, volumes: {} },
      ...(vcenter && { baseline: { placement: "separate" } }),
      ...props,
    });
    if (vcenter) useSimulator(stack, vcenter.address);
    app.synth();
    const json = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as JsonObject;
    return readStack("zaken", "zaken", json).resources.map(({ address }) => address);
  };
  try {
    await work({ terraform, synthesize });
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Nobody vouches for the simulator's certificate. */
function useSimulator(stack: TerraformStack, address: string): void {
  const provider = stack.node.findChild("vsphere");
  if (provider instanceof VsphereProvider) Object.assign(provider, { vsphereServer: address, allowUnverifiedSsl: true });
}

async function onVcenter(work: (bench: Bench, vcenter: Vcenter) => Promise<void>): Promise<void> {
  const vcenter = await startVcenter(vcenterProgram ?? "");
  try {
    await onBench(vcenter, (bench) => work(bench, vcenter));
  } finally {
    await vcenter.stop();
  }
}

/** The machines and what is around them; nobody answers there, so nothing may be asked of Talos. */
const machineLayer = (addresses: readonly string[]) =>
  addresses.filter((address) => address.startsWith("vsphere_")).map((address) => `-target=${address}`);

/** The simulator waits for itself when it clones one template several times at once. */
const oneByOne = ["-parallelism=1"];

/** What the simulator doesn't keep; the real vCenter does. */
const forgotten = /^vsphere_resource_pool update of scale_descendants_shares$|^vsphere_virtual_machine update of swap_placement_policy$/;

const inVcenter = { ...plugins, "Go, or what the simulator is made of,": vcenterProgram };

whenThere(inVcenter)("machines are made over three clusters, changed and taken down", () =>
  onVcenter(async ({ terraform, synthesize }, vcenter) => {
    const targets = machineLayer(synthesize());
    await terraform.init();
    await terraform.apply(...oneByOne, ...targets);
    expect(summary(await terraform.plan(...targets)).filter((line) => !forgotten.test(line))).toEqual([]);

    // Disks of claims stay where the storage driver attached them.
    await vcenter.attachDisk("zaken-apps-a-1");
    await vcenter.attachDisk("zaken-apps-a-1");
    expect(summary(await terraform.plan(...targets)).filter((line) => !forgotten.test(line))).toEqual([]);

    // A new configuration and a new image reach machines by Talos, and another pool leaves the ones that are there alone.
    const more = machineLayer(
      synthesize({
        kubernetesVersion: "1.36.5",
        image: { type: "template", name: "DC0_C1_RP0_VM0" },
        nodePools: [
          { name: "apps", cpus: 4, memoryGib: 16, minNodes: 4, maxNodes: 4, addressOffset: 32 },
          { name: "batch", cpus: 8, memoryGib: 16, minNodes: 2, maxNodes: 2, addressOffset: 64, zones: ["b"] },
        ],
      }),
    );
    const growth = await terraform.plan(...more);
    expect(summary(growth).filter((line) => !forgotten.test(line))).toEqual([
      "vsphere_compute_cluster_vm_anti_affinity_rule create",
      "vsphere_compute_cluster_vm_anti_affinity_rule create",
      "vsphere_virtual_machine create",
      "vsphere_virtual_machine create",
      "vsphere_virtual_machine create",
    ]);
    // Not applied: the simulator refuses to change the machines whose policy it has forgotten.
    await terraform.destroy(...oneByOne, ...targets);
  }),
);

whenThere(inVcenter)("hosts of one stretched cluster are zones, whose machines stay on them", () =>
  onVcenter(async ({ terraform, synthesize }) => {
    const [zone] = zones;
    const rooms = ["a", "b", "c"].map((name, index) => ({ ...zone, name, hosts: [`DC0_C0_H${index}`] }));
    const targets = machineLayer(synthesize({ zones: rooms }));
    expect(targets.filter((target) => target.includes("vm_host_rule"))).toHaveLength(6);
    await terraform.init();
    await terraform.apply(...oneByOne, ...targets);
    expect(summary(await terraform.plan(...targets)).filter((line) => !forgotten.test(line))).toEqual([]);
    await terraform.destroy(...oneByOne, ...targets);
  }),
);

whenThere({ ...plugins, "kubernetes plugin": kubernetes, "helm plugin": helm })("the whole stack is valid to every provider", () =>
  onBench(undefined, async ({ terraform, synthesize }) => {
    for (const access of [
      vsphereProps().access,
      {
        ...vsphereProps().access,
        kubeconfig: "ephemeral",
        oidc: { issuerUrl: "https://login.example", clientId: "haven", administratorGroups: ["admins"] },
      },
    ] as const) {
      synthesize({ access, etcdBackup: { agePublicKey: `age1${"q".repeat(58)}` }, cloudController: true, velero: {} });
      await terraform.init();
      await terraform.validate();
    }
    // Without object storage.
    synthesize({ storage: { shared: vsphereProps().storage.shared } });
    await terraform.validate();
  }),
);

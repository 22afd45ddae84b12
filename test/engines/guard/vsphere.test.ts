import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VsphereProvider } from "@cdktf/provider-vsphere/lib/provider";
import { App } from "cdktf";
import type { JsonObject } from "../../../lib/core/reading/json";
import { readStack } from "../../../lib/core/reading/terraform-json";
import { VsphereHavenStack, type VsphereHavenStackProps } from "../../../stacks/vsphere-haven-stack";
import { apps, vsphereProps, zones } from "../../support/vsphere-props";
import { pretendApplied } from "../pretend-applied";
import { findPlugin, findTerraform, Terraform } from "../terraform";
import { buildVcenter, startVcenter } from "../vsphere/vcenter-server";
import { compareWithRecorded } from "./recorded";

const vsphere = findPlugin("vmware/vsphere", (version) => /^2\.(1[5-9]|[2-9]\d)\./.test(version));
const talos = findPlugin("siderolabs/talos", (version) => /^0\.(1[1-9]|[2-9]\d)\./.test(version));
const missing = Object.entries({ terraform: findTerraform(), "vsphere plugin": vsphere, "talos plugin": talos })
  .flatMap(([name, found]) => (found ? [] : [name]))
  .join(" and ");
const program = missing ? undefined : buildVcenter();
if (program === undefined) console.log(`skipped: ${missing || "Go, or what the simulator is made of,"} not found`);
const whenInstalled = program === undefined ? test.skip : test;

whenInstalled("plans on vSphere are judged as they were recorded", async () => {
  const outdir = mkdtempSync(join(tmpdir(), "haven-vsphere-"));
  const folder = join(outdir, "stacks/zaken");
  mkdirSync(folder, { recursive: true });
  const vcenter = await startVcenter(program ?? "");
  const mirrors = [...new Set([vsphere, talos].flatMap((plugin) => plugin?.mirror ?? []))];
  const terraform = new Terraform(folder, { mirrors, env: vcenter.env });
  const synthesize = (props: Partial<VsphereHavenStackProps> = {}) => {
    const app = new App({ outdir });
    const stack = new VsphereHavenStack(app, "zaken", {
      ...vsphereProps(),
      kubernetesVersion: "1.34.3",
      image: { type: "template", name: "DC0_C0_RP0_VM0" },
      storage: { ...vsphereProps().storage, volumes: {} },
      baseline: { placement: "separate" },
      ...props,
    });
    const provider = stack.node.findChild("vsphere");
    if (provider instanceof VsphereProvider) Object.assign(provider, { vsphereServer: vcenter.address, allowUnverifiedSsl: true });
    app.synth();
    const json = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as JsonObject;
    return readStack("zaken", "zaken", json).resources.map(({ address }) => address);
  };
  const judged = async (name: string, ...extra: readonly string[]) => {
    // Nobody answers on the machines.
    compareWithRecorded(`vsphere/${name}`, await terraform.planFile("-refresh=false", ...extra));
  };
  try {
    const addresses = synthesize();
    const secrets = addresses.find((address) => address.startsWith("talos_machine_secrets.")) ?? "";
    const member = addresses.find((address) => address.includes("control-b-2") && address.startsWith("vsphere_")) ?? "";
    const targets = [secrets, ...addresses.filter((address) => address.startsWith("vsphere_"))].map((address) => `-target=${address}`);
    await terraform.init();
    await terraform.apply("-parallelism=1", ...targets);
    await pretendApplied(terraform, folder);

    synthesize({ tags: { owner: "team-zaken" }, nodePools: [{ ...apps, memoryGib: 32 }] });
    await judged("a-year");
    synthesize({ kubernetesVersion: "1.35.3" });
    await judged("a-minor-up");
    synthesize({ kubernetesVersion: "1.36.6" });
    await judged("two-minors-up");
    synthesize({ access: { allowedCidrs: ["10.1.0.0/16", "192.0.2.0/24"] } });
    await judged("another-range");
    synthesize({ nodePools: [{ ...apps, minNodes: 2, maxNodes: 2 }] });
    await judged("lost-zone");
    synthesize({ nodePools: [{ ...apps, name: "web", addressOffset: 64 }] });
    await judged("renamed-pool");
    synthesize({ controlPlane: { nodes: 1 } });
    await judged("smaller-control-plane");
    synthesize({ zones: [zones[0], { ...zones[1], hosts: ["DC0_C1_H0"] }, { ...zones[1], name: "c", hosts: ["DC0_C1_H2"] }] });
    await judged("moved-zone");
    synthesize();
    await judged("replaced-by-request", `-replace=${member}`);
    await judged("replaced-secrets", `-replace=${secrets}`);
    synthesize({ deletionProtection: true });
    await judged("replaced-protected-secrets", `-replace=${secrets}`);
    synthesize();
    await judged("torn-down", "-destroy");
  } finally {
    await vcenter.stop();
    rmSync(outdir, { recursive: true, force: true });
  }
});

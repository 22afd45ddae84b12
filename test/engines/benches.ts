import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { VsphereProvider } from "@cdktf/provider-vsphere/lib/provider";
import { App } from "cdktf";
import type { JsonObject } from "../../lib/core/reading/json";
import { readStack } from "../../lib/core/reading/terraform-json";
import { providers } from "../../stacks/providers";
import { vsphereProps } from "../support/vsphere-props";
import { startAws } from "./aws/front";
import { findMoto } from "./aws/moto";
import { startArmServer } from "./azure/arm-server";
import { startGoogle } from "./google/google-server";
import { pretendApplied } from "./pretend-applied";
import { findPlugin, findTerraform, Terraform } from "./terraform";
import { buildVcenter, startVcenter } from "./vsphere/vcenter-server";

/** A provider's real plugin, with what it needs to make a plan, and nothing of a real cloud. */
export interface Bench {
  readonly folder: string;
  readonly terraform: Terraform;
  /** Writes the stack that Terraform runs next: the cluster alone, without what is inside. */
  readonly synthesize: (props: object) => void;
  /** Makes what the stack says, or lets the state say so where nobody answers. */
  readonly apply: () => Promise<void>;
}

interface Kind {
  readonly plugins: Readonly<Record<string, RegExp>>;
  /** What else is missing on this machine. */
  readonly lacks?: () => string | undefined;
  /** What the reference cluster must say here. */
  readonly props?: object;
  readonly start: () => Promise<Started>;
  readonly apply: (terraform: Terraform, folder: string) => Promise<void>;
}

interface Started {
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
  readonly write?: (outdir: string, props: object) => void;
  readonly adapt?: (app: App) => void;
}

const reallyApply: Kind["apply"] = async (terraform) => {
  await terraform.apply("-parallelism=40");
};
let vcenterProgram: string | undefined;

const kinds: Readonly<Record<string, Kind>> = {
  aws: {
    plugins: { "hashicorp/aws": /^5\.100\.0$/ },
    lacks: () => (findMoto() ? undefined : "moto"),
    apply: reallyApply,
    start: async () => {
      const { env, stop } = await startAws();
      const write = (outdir: string, props: object) => {
        execFileSync(process.execPath, [join(__dirname, "aws/app.cjs")], {
          env: { ...process.env, CDKTF_OUTDIR: outdir, ENGINE_PROPS: JSON.stringify(props) },
        });
      };
      return { env, stop, write };
    },
  },
  azure: {
    plugins: { "hashicorp/azurerm": /^4\.(6[89]|[7-9]\d)\./ },
    start: () => startArmServer(),
    apply: reallyApply,
    props: { azurePolicy: "off" },
  },
  google: {
    plugins: { "hashicorp/google": /^6\./ },
    apply: reallyApply,
    start: () => startGoogle(),
  },
  vsphere: {
    plugins: { "vmware/vsphere": /^2\.(1[5-9]|[2-9]\d)\./, "siderolabs/talos": /^0\.(1[1-9]|[2-9]\d)\./ },
    // Names of the simulator.
    props: { image: { type: "template", name: "DC0_C0_RP0_VM0" }, storage: { ...vsphereProps().storage, volumes: {} } },
    apply: async (terraform, folder) => {
      const json = JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as JsonObject;
      const made = readStack("vsphere", "vsphere", json).resources.filter(
        ({ type }) => type.startsWith("vsphere_") || type === "talos_machine_secrets",
      );
      await terraform.apply("-parallelism=1", ...made.map(({ address }) => `-target=${address}`));
      await pretendApplied(terraform, folder);
    },
    lacks: () => {
      vcenterProgram ??= buildVcenter();
      return vcenterProgram === undefined ? "Go, or what the simulator is made of," : undefined;
    },
    start: async () => {
      const { address, env, stop } = await startVcenter(vcenterProgram ?? "");
      const adapt = (app: App) => {
        const provider = app.node.findChild("vsphere").node.findChild("vsphere");
        if (provider instanceof VsphereProvider) Object.assign(provider, { vsphereServer: address, allowUnverifiedSsl: true });
      };
      return { env, stop, adapt };
    },
  },
};

/** What a provider's bench misses on this machine; undefined when it can run. */
export function missingFor(name: string): string | undefined {
  const { plugins = {}, lacks } = kinds[name] ?? {};
  const absent = Object.entries(plugins).flatMap(([source, version]) =>
    findPlugin(source, (each) => version.test(each)) ? [] : [`${source} plugin`],
  );
  const missing = [...(findTerraform() ? [] : ["terraform"]), ...absent];
  return missing.length > 0 ? missing.join(" and ") : lacks?.();
}

/** Version of the plugins that a provider's bench runs. */
export function versionsOf(name: string): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(kinds[name]?.plugins ?? {}).map(([source, version]) => [
      source,
      findPlugin(source, (each) => version.test(each))?.version ?? "",
    ]),
  );
}

export async function onBench(name: string, work: (bench: Bench) => Promise<void>): Promise<void> {
  const kind = kinds[name];
  if (!kind) throw new Error(`no bench for ${name}: add it to test/engines/benches.ts`);
  const outdir = mkdtempSync(join(tmpdir(), `haven-${name}-`));
  const folder = join(outdir, "stacks", name);
  mkdirSync(folder, { recursive: true });
  const { env, stop, write, adapt } = await kind.start();
  const mirrors = Object.entries(kind.plugins).flatMap(
    ([source, version]) => findPlugin(source, (each) => version.test(each))?.mirror ?? [],
  );
  const synthesize: Bench["synthesize"] = (props) => {
    const given = { ...kind.props, ...props, baseline: { placement: "separate" } };
    if (write) {
      write(outdir, given);
      return;
    }
    const provider = providers[name]?.();
    const app = new App({ outdir });
    provider?.addStack(app, name, given);
    adapt?.(app);
    app.synth();
  };
  try {
    const terraform = new Terraform(folder, { mirrors: [...new Set(mirrors)], env });
    await work({ folder, terraform, synthesize, apply: () => kind.apply(terraform, folder) });
  } finally {
    await stop();
    rmSync(outdir, { recursive: true, force: true });
  }
}

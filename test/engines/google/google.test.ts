import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import type { GoogleHavenClusterProps } from "../../../lib/google";
import { services } from "../../../lib/google/config/defaults";
import { providers } from "../../../stacks/providers";
import { googleProps, privateAccess, restrictedAccess } from "../../support/google-props";
import { summary } from "../plan-summary";
import { findPlugin, findTerraform, Terraform } from "../terraform";
import { enableApis } from "./google-api";
import { startGoogle } from "./google-server";

const plugins = {
  google: findPlugin("hashicorp/google", (version) => version.startsWith("6.")),
  kubernetes: findPlugin("hashicorp/kubernetes", (version) => version.startsWith("2.")),
  helm: findPlugin("hashicorp/helm", (version) => version.startsWith("3.")),
};
const absent = Object.entries(plugins).flatMap(([name, plugin]) => (plugin ? [] : [`${name} plugin`]));
const missing = [...(findTerraform() ? [] : ["terraform"]), ...absent];
if (missing.length > 0) console.log(`skipped: ${missing.join(", ")} not found`);
const whenInstalled = missing.length > 0 ? test.skip : test;
// What runs inside is validated; the rest takes the cloud's plugin only.
const whenGoogle = missing.some((name) => ["terraform", "google plugin"].includes(name)) ? test.skip : test;
const mirrors = [...new Set(Object.values(plugins).flatMap((plugin) => (plugin ? [plugin.mirror] : [])))];

const keyId = "projects/gemeente-zaken/locations/europe-west4/keyRings/haven/cryptoKeys/zaken";
const everyOption: Partial<GoogleHavenClusterProps> = {
  environment: "production",
  releaseChannel: "stable",
  upgrades: { hold: "minors-and-nodes", from: "2027-01-01", until: "2027-03-31" },
  maintenance: { hours: 24, freezes: [{ from: "2027-03-15", until: "2027-03-19" }] },
  access: {
    ...restrictedAccess,
    viewers: { members: ["user:auditor@gemeente.example"] },
    securityGroup: "gke-security-groups@gemeente.example",
  },
  network: {
    cidr: "10.42.0.0/16",
    egress: { type: "cloud-nat", addresses: 2 },
    egressRules: { allowedCidrs: ["192.0.2.10/32"] },
    ingress: { exposure: "public", allowedCidrs: ["203.0.113.0/24"] },
    peerings: [{ name: "old", network: "projects/gemeente-zaken/global/networks/old", cidrs: ["10.50.0.0/16"] }],
  },
  nodePools: [
    { name: "apps", machineType: "e2-standard-4", minNodes: 3, maxNodes: 9 },
    {
      name: "batch",
      machineType: "n2-standard-4",
      minNodes: 2,
      maxNodes: 2,
      zones: ["europe-west4-a", "europe-west4-b"],
      spot: true,
      operatingSystem: "ubuntu",
      maxPods: 60,
      labels: { team: "zaken" },
      taints: [{ key: "batch", effect: "NoSchedule" }],
    },
  ],
  storage: { sharedTier: "multishare", regionalDisks: true, softDeleteDays: 90 },
  dns: { managedZone: "apps-gemeente", zone: "apps.gemeente.example", zoneProjectId: "gemeente-dns", records: true },
  secretStore: { prefix: "zaken-production-" },
  logging: { retentionDays: 400, locked: true, auditReads: true, containerLogs: true, managedPrometheus: true },
  encryption: { customerManagedKey: { keyId } },
  backup: { retentionDays: 60, deleteLockDays: 14 },
  gatewayApi: true,
};
const existingNetwork: Partial<GoogleHavenClusterProps> = {
  enableApis: false,
  access: { ...privateAccess, allowedCidrs: ["10.0.0.0/16"] },
  network: {
    existing: {
      network: "projects/gemeente-netwerk/global/networks/shared",
      subnetwork: "projects/gemeente-netwerk/regions/europe-west4/subnetworks/haven",
      fileRangeName: "haven-files",
    },
  },
};

/** Synthesizes a stack, with its baseline in a second one, and gives Terraform in the folder of each; more than once where the code changes. */
async function onStacks(
  props: Partial<GoogleHavenClusterProps>,
  use: (cloud: Terraform, inside: Terraform, synthesize: (changed: Partial<GoogleHavenClusterProps>) => void) => Promise<void>,
  env: Record<string, string> = {},
): Promise<void> {
  const outdir = mkdtempSync(join(tmpdir(), "haven-google-"));
  const google = providers.google?.();
  const synthesize = (given: Partial<GoogleHavenClusterProps>) => {
    const app = new App({ outdir });
    google?.addStack(app, "google", { ...googleProps(given), baseline: { placement: "separate" }, velero: {} });
    app.synth();
  };
  try {
    synthesize(props);
    const at = (stack: string) => new Terraform(join(outdir, "stacks", stack), { mirrors, env });
    await use(at("google"), at("google-baseline"), synthesize);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const variants: [string, Partial<GoogleHavenClusterProps>][] = [
  ["as it comes", {}],
  ["with every option", everyOption],
  ["in an existing network", existingNetwork],
];

whenInstalled.each(variants)("the providers take the stack %s", (_, props) =>
  onStacks(props, async (cloud, inside) => {
    for (const terraform of [cloud, inside]) {
      await terraform.init();
      await terraform.validate();
    }
  }),
);

whenGoogle.each(variants)("the stack %s is planned without an account and without a network", (_, props) =>
  onStacks(
    props,
    async (cloud) => {
      await cloud.init();
      const { changes, warnings } = await cloud.plan();

      expect(changes.every(({ change }) => change.actions.join() === "create")).toBe(true);
      expect(changes.map(({ type }) => type)).toEqual(
        expect.arrayContaining(["google_container_cluster", "google_container_node_pool", "google_logging_project_sink"]),
      );
      expect(warnings).toEqual([]);
    },
    // Whatever asked something would fail here.
    { GOOGLE_OAUTH_ACCESS_TOKEN: "none", HTTPS_PROXY: "http://127.0.0.1:9" },
  ),
);

whenGoogle.each(variants)("the stack %s is made, planned again without a change, and taken down", async (_, props) => {
  const google = await startGoogle();
  if (props.enableApis === false)
    enableApis(
      google.store,
      "gemeente-zaken",
      services.map((service) => `${service}.googleapis.com`),
    );
  try {
    await onStacks(
      { ...props, deletionProtection: false },
      async (cloud) => {
        await cloud.init();
        await cloud.apply("-parallelism=40");
        expect(summary(await cloud.plan())).toEqual([]);
        await cloud.destroy("-parallelism=40");
      },
      google.env,
    );
    expect(google.store.refusals).toEqual([]);
  } finally {
    await google.stop();
  }
});

// Provider 6.50 keeps what a block says that is left out, and Terraform takes rights away before it changes who used them.
whenGoogle("a key of one's own gives way to another and to none, and GKE may use it until then", async () => {
  const google = await startGoogle();
  const keyed = (name: string) => ({ encryption: { customerManagedKey: { keyId: keyId.replace(/zaken$/, name) } } });
  const encryption = () => google.store.below("container/")[0]?.databaseEncryption;
  try {
    await onStacks(
      { ...keyed("zaken"), deletionProtection: false },
      async (cloud, _inside, synthesize) => {
        await cloud.init();
        await cloud.apply("-parallelism=40");
        synthesize({ ...keyed("other"), deletionProtection: false });
        await cloud.apply("-parallelism=40");
        expect(encryption()).toMatchObject({ keyName: expect.stringMatching(/other$/) });
        synthesize({ deletionProtection: false });
        await cloud.apply("-parallelism=40");
        expect(encryption()).toMatchObject({ state: "DECRYPTED" });
        expect(summary(await cloud.plan())).toEqual([]);
        await cloud.destroy("-parallelism=40");
      },
      google.env,
    );
    expect(google.store.refusals).toEqual([]);
  } finally {
    await google.stop();
  }
});

whenGoogle("another way to the API is a change in place, and none in the next plan", async () => {
  const google = await startGoogle();
  const identity = googleProps().access;
  try {
    await onStacks(
      { deletionProtection: false },
      async (cloud, _inside, synthesize) => {
        await cloud.init();
        await cloud.apply("-parallelism=40");
        for (const access of [restrictedAccess, { ...privateAccess, allowedCidrs: ["10.0.0.0/16"] }, identity]) {
          synthesize({ deletionProtection: false, access });
          const { changes } = await cloud.plan();
          expect(changes.filter(({ change }) => change.actions.join() !== "update")).toEqual([]);
          await cloud.apply("-parallelism=40");
          expect(summary(await cloud.plan())).toEqual([]);
        }
      },
      google.env,
    );
    expect(google.store.refusals).toEqual([]);
  } finally {
    await google.stop();
  }
});

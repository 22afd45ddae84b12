import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { reportCompliance } from "../../../lib/compliance";
import { type BaselineComponent, HavenBaseline, type HavenBaselineProps } from "../../../lib/baseline";
import { AzureHavenStack } from "../../../stacks/azure-haven-stack";
import { azureProps } from "../../support/azure-props";
import { everything } from "../../baseline/inside";
import { FakeCluster } from "../../support/fake-cluster";
import { startArmServer } from "../azure/arm-server";
import { summary } from "../plan-summary";
import { findPlugin, findTerraform, Terraform } from "../terraform";
import { ApiServer, type KubernetesResource } from "./api-server";
import { observe, playPlatform, results, stranger } from "./observed";

const kubeconfig = process.env.HAVEN_TEST_KUBECONFIG ?? "";
const chartFolder = process.env.HAVEN_TEST_CHARTS ?? "";
const inCluster = {
  "kubernetes plugin": findPlugin("hashicorp/kubernetes", (version) => /^2\.(3[89]|[4-9]\d)\./.test(version)),
  "helm plugin": findPlugin("hashicorp/helm", (version) => /^3\.[1-9]\d*\./.test(version)),
};
const azurerm = { "azurerm plugin": findPlugin("hashicorp/azurerm", (version) => /^4\.(6[89]|[7-9]\d)\./.test(version)) };
const mirrors = (plugins: Readonly<Record<string, ReturnType<typeof findPlugin>>>) => [
  ...new Set(Object.values(plugins).flatMap((plugin) => (plugin ? [plugin.mirror] : []))),
];

/** A test that is skipped, with one line, where something that it needs is not on this machine. */
function whenThere(plugins: Readonly<Record<string, ReturnType<typeof findPlugin>>>) {
  const missing = [
    ...(findTerraform() ? [] : ["terraform"]),
    ...Object.entries(plugins).flatMap(([name, plugin]) => (plugin ? [] : [name])),
    ...(existsSync(kubeconfig) ? [] : ["HAVEN_TEST_KUBECONFIG"]),
    ...(existsSync(chartFolder) ? [] : ["HAVEN_TEST_CHARTS"]),
  ];
  if (missing.length > 0) console.log(`skipped: ${missing.join(" and ")} not found`);
  return missing.length > 0 ? test.skip : test;
}

const gateway = { gatewayApi: { typesFile: join(chartFolder, "gateway-api-standard.yaml") } };
const classes = "/apis/storage.k8s.io/v1/storageclasses";
const isDefault = "storageclass.kubernetes.io/is-default-class";
const nameOf = ({ metadata }: KubernetesResource) => metadata.name;

/** Nothing runs behind these where nodes are simulated, so whatever asks them waits for ever; on a real cluster they answer. */
const webhooks = [
  "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/cert-manager-webhook",
  "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/cert-manager-webhook",
  "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/secretstore-validate",
];
const metricsApi = "/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.metrics.k8s.io";

/** A folder for stacks, and the real API server with the default class that a platform brings along. */
async function onServer(
  platformClass: string,
  unanswered: readonly string[],
  work: (outdir: string, server: ApiServer) => Promise<void>,
): Promise<void> {
  const outdir = mkdtempSync(join(tmpdir(), "haven-baseline-"));
  const server = new ApiServer(kubeconfig);
  const standIn = setInterval(() => {
    for (const path of unanswered) void server.remove(path);
  }, 500);
  try {
    await server.create(classes, {
      metadata: { name: platformClass, annotations: { [isDefault]: "true" } },
      provisioner: "platform.example",
    });
    await work(outdir, server);
    const namespaces = await server.list("/api/v1/namespaces");
    expect(namespaces.map(nameOf).filter((name) => /^haven-/.test(name))).toEqual([]);
  } finally {
    clearInterval(standIn);
    await server.remove(`${classes}/${platformClass}`);
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Workloads of the platform with fewer ready pods than they want: Helm waits for none where a rollout may leave all of them out. */
async function notReady(server: ApiServer): Promise<string[]> {
  const lists = await Promise.all(["deployments", "statefulsets", "daemonsets"].map((kind) => server.list(`/apis/apps/v1/${kind}`)));
  return lists
    .flat()
    .filter(({ metadata }) => metadata.namespace?.startsWith("haven-"))
    .flatMap(({ metadata, spec, status }) => {
      const { replicas } = spec as { replicas?: number };
      const { readyReplicas, numberReady, desiredNumberScheduled } = status as Readonly<Record<string, number | undefined>>;
      const [ready, wanted] = [readyReplicas ?? numberReady ?? 0, replicas ?? desiredNumberScheduled ?? 0];
      return ready < wanted ? [`${metadata.namespace ?? ""}/${metadata.name}: ${ready} of ${wanted}`] : [];
    });
}

/** Zones that the ready pods of a namespace are in. */
async function zonesOf(server: ApiServer, namespace: string, labels: string): Promise<string[]> {
  const nodes = new Map((await server.list("/api/v1/nodes")).map((node) => [nameOf(node), node]));
  const pods = await server.list(`/api/v1/namespaces/${namespace}/pods?labelSelector=${encodeURIComponent(labels)}`);
  const zones = pods.map(({ spec }) => {
    const { nodeName = "" } = spec as { readonly nodeName?: string };
    return nodes.get(nodeName)?.metadata.labels?.["topology.kubernetes.io/zone"] ?? "none";
  });
  return [...new Set(zones)].sort();
}

/** The type that AKS' snapshot controller brings along, without its schema. */
const types = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions";
const snapshotClassType = {
  metadata: {
    name: "volumesnapshotclasses.snapshot.storage.k8s.io",
    annotations: { "api-approved.kubernetes.io": "https://github.com/kubernetes-csi/external-snapshotter/pull/814" },
  },
  spec: {
    group: "snapshot.storage.k8s.io",
    scope: "Cluster",
    names: { kind: "VolumeSnapshotClass", plural: "volumesnapshotclasses" },
    versions: [
      {
        name: "v1",
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: "object", "x-kubernetes-preserve-unknown-fields": true } },
      },
    ],
  },
};

/** `observe` on what was really applied: as it was predicted, then broken by somebody, then through other people's eyes. */
async function seenByObserve(outdir: string, server: ApiServer): Promise<void> {
  const good = {
    ...Object.fromEntries(["multiaz", "hamasters", "haworkers", "privatenetworking", "kubernetesversion", "rbac"].map((id) => [id, "yes"])),
    ...Object.fromEntries(["rwxvolumes", "autocerts", "logs", "metrics", "HX-default-storage-class"].map((id) => [id, "yes"])),
    // The simulated nodes call themselves Talos, which is in the name of the check.
    nodehardening: "yes",
  };
  const unplay = await playPlatform(server, "westeurope");
  const other = await stranger(server, outdir);
  try {
    const seen = await observe(outdir, kubeconfig);
    expect([seen.status, results(seen), seen.stderr]).toEqual([0, { seen: good, differs: [] }, ""]);

    expect(await observe(outdir, other.kubeconfig)).toMatchObject({ status: 2, stderr: expect.stringContaining("may read nothing") });
    await other.letIn();
    expect(results(await observe(outdir, other.kubeconfig))).toEqual({ seen: good, differs: [] });

    await server.patch(`${classes}/haven-shared`, { metadata: { annotations: { [isDefault]: "true" } } });
    await server.patch("/apis/apps/v1/namespaces/haven-collector/daemonsets/alloy", {
      spec: { template: { spec: { nodeSelector: { no: "where" } } } },
    });
    await server.patch("/api/v1/namespaces/haven-gateway", { metadata: { labels: { "pod-security.kubernetes.io/enforce": null } } });
    await server.remove("/apis/networking.k8s.io/v1/namespaces/haven-logging/networkpolicies/log-store-deny");
    await server.remove("/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies/haven-requests");
    await server.remove(metricsApi);
    const broken = await observe(outdir, kubeconfig);
    expect(broken.status).toBe(1);
    expect(results(broken).seen).toEqual({ ...good, metrics: "no", logs: "no", "HX-default-storage-class": "no" });
    expect(results(broken).differs).toEqual(["Namespaces with a Pod Security level", "Namespaces shut by a network policy", "Guardrails"]);
  } finally {
    await other.remove();
    await unplay();
  }
}

/** A supplier's own: the same shape as ours. */
const ownComponent = (): BaselineComponent => ({
  name: "reports",
  namespace: { name: "haven-reports", podSecurity: "restricted" },
  releases: [
    {
      name: "reports",
      manifests: {
        settings: {
          apiVersion: "v1",
          kind: "ConfigMap",
          metadata: { name: "settings", namespace: "haven-reports" },
          data: { text: 'quotes " and ${braces}' },
        },
      },
    },
  ],
});

whenThere(inCluster)("the baseline is installed, changed and taken out of a real API server", () =>
  onServer("standard", [...webhooks, metricsApi], async (outdir, server) => {
    const folder = join(outdir, "stacks/inside");
    mkdirSync(folder, { recursive: true });
    const terraform = new Terraform(folder, { mirrors: mirrors(inCluster) });
    const synthesize = (props: Partial<HavenBaselineProps> = {}) => {
      const app = new App({ outdir });
      const stack = new TerraformStack(app, "inside");
      new LocalBackend(stack, { path: "terraform.tfstate" });
      const cluster = new FakeCluster(stack, "cluster", { kubernetesAccess: server.access, onlyContract: true, full: true });
      const common = { cluster, charts: { repository: chartFolder }, gateway, components: [ownComponent] };
      new HavenBaseline(stack, "baseline", { ...everything, ...common, ...props });
      app.synth();
    };

    synthesize();
    await terraform.init();
    await terraform.validate();
    await terraform.apply();
    expect(summary(await terraform.plan())).toEqual([]);

    // Exactly one default class, although the platform had marked one of its own.
    const marked = (await server.list(classes)).filter(({ metadata }) => metadata.annotations?.[isDefault] === "true");
    expect(marked.map(nameOf)).toEqual(["haven-block"]);
    // Every pod was admitted at the level of its namespace, and they are over the zones.
    expect(await notReady(server)).toEqual([]);
    expect(await zonesOf(server, "haven-gateway", "app.kubernetes.io/name=traefik")).toEqual(["zone-1", "zone-2", "zone-3"]);
    expect(await zonesOf(server, "haven-logging", "app.kubernetes.io/name=loki")).toEqual(["zone-1", "zone-2", "zone-3"]);
    expect(await zonesOf(server, "haven-collector", "app.kubernetes.io/name=alloy")).toEqual(["zone-1", "zone-2", "zone-3"]);
    const [settings] = await server.list("/api/v1/namespaces/haven-reports/configmaps?fieldSelector=metadata.name%3Dsettings");
    expect(settings?.data).toEqual({ text: 'quotes " and ${braces}' });
    const issuers = await server.list("/apis/cert-manager.io/v1/clusterissuers");
    expect(issuers.map(nameOf)).toEqual(["letsencrypt-production", "letsencrypt-staging"]);

    // One component changes, and nothing else.
    synthesize({ gateway: { ...gateway, replicas: 4 } });
    const change = await terraform.plan();
    expect(change.changes.map(({ address, change: { actions } }) => `${address} ${actions.join()}`)).toEqual([
      expect.stringMatching(/^helm_release\.baseline_gateway_traefik_\w+ update$/),
    ]);
    await terraform.apply();
    expect(summary(await terraform.plan())).toEqual([]);

    // One is switched off, and nothing else goes.
    const off = { gateway: { ...gateway, replicas: 4 }, applicationLogs: { off: "logs go to the municipality's own SIEM" } };
    synthesize(off);
    const removal = await terraform.plan();
    expect(removal.changes.filter(({ change: { actions } }) => actions.join() !== "delete").map(({ address }) => address)).toEqual([]);
    await terraform.apply();
    expect((await server.list("/api/v1/namespaces")).map(nameOf)).not.toContain("haven-logging");

    await terraform.destroy();
  }),
);

whenThere({ ...inCluster, ...azurerm })("the whole of Azure, cloud and cluster, is one apply and one destroy", () =>
  onServer("default", webhooks, async (outdir, server) => {
    const folder = join(outdir, "stacks/zaken");
    const programs = join(outdir, "bin");
    for (const path of [folder, programs]) mkdirSync(path, { recursive: true });
    // What Azure's login program would do, with the credential of the API server that is really there.
    const { command, args } = server.access.exec;
    writeFileSync(join(programs, "kubelogin"), `#!/bin/sh\nexec "${command}" ${args.map((arg) => `"${arg}"`).join(" ")}\n`);
    chmodSync(join(programs, "kubelogin"), 0o755);
    const { host, clusterCaCertificate = "" } = server.access;
    const arm = await startArmServer({ server: host, certificateAuthority: clusterCaCertificate });
    const env = { ...arm.env, PATH: [programs, process.env.PATH ?? ""].join(delimiter) };
    const terraform = new Terraform(folder, { mirrors: mirrors({ ...inCluster, ...azurerm }), env });
    try {
      await server.create(types, snapshotClassType);
      const app = new App({ outdir });
      new AzureHavenStack(app, "zaken", { ...azureProps(), azurePolicy: "off", charts: { repository: chartFolder }, gateway });
      reportCompliance(app);
      app.synth();
      await terraform.init();
      await terraform.validate();
      await terraform.apply("-parallelism=40");
      expect(summary(await terraform.plan())).toEqual([]);

      const [info] = await server.list("/api/v1/namespaces/haven-system/configmaps?fieldSelector=metadata.name%3Dhaven-cluster-info");
      const outputs = await terraform.output();
      expect(info?.data).toMatchObject({ cluster_name: outputs.cluster_name, oidc_issuer_url: outputs.oidc_issuer_url });
      expect(Object.entries(outputs).filter(([, value]) => value === "" || value === null)).toEqual([["dns_zone", ""]]);

      await seenByObserve(outdir, server);

      await terraform.destroy("-parallelism=40");
      expect(arm.store.ids().filter((left) => left.includes("/resourceGroups/"))).toEqual([]);
      expect(arm.violations).toEqual([]);
    } finally {
      await server.remove(`${types}/${snapshotClassType.metadata.name}`);
      await arm.stop();
    }
  }),
);

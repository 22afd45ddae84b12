import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, LocalBackend, TerraformStack } from "cdktf";
import { HavenBaseline, type HavenBaselineProps } from "../../../lib/baseline";
import { FakeCluster } from "../../support/fake-cluster";
import { summary } from "../plan-summary";
import { findPlugin, findTerraform, Terraform } from "../terraform";
import { ApiServer } from "./api-server";

const kubeconfig = process.env.HAVEN_TEST_KUBECONFIG ?? "";
const chartFolder = process.env.HAVEN_TEST_CHARTS ?? "";
const plugins = {
  "kubernetes plugin": findPlugin("hashicorp/kubernetes", (version) => /^2\.(3[89]|[4-9]\d)\./.test(version)),
  "helm plugin": findPlugin("hashicorp/helm", (version) => /^3\.[1-9]\d*\./.test(version)),
};
const missing = [
  ...(findTerraform() ? [] : ["terraform"]),
  ...Object.entries(plugins).flatMap(([name, plugin]) => (plugin ? [] : [name])),
  ...(existsSync(kubeconfig) ? [] : ["HAVEN_TEST_KUBECONFIG"]),
  ...(existsSync(chartFolder) ? [] : ["HAVEN_TEST_CHARTS"]),
];
if (missing.length > 0) console.log(`skipped: ${missing.join(" and ")} not found`);
const whenThere = missing.length > 0 ? test.skip : test;

const typesFile = join(chartFolder, "gateway-api-standard.yaml");
const platformClass = "/apis/storage.k8s.io/v1/storageclasses";

/** Nothing runs behind these where nodes are simulated, so whatever asks them waits for ever; on a real cluster they answer. */
const unanswered = [
  "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/cert-manager-webhook",
  "/apis/admissionregistration.k8s.io/v1/mutatingwebhookconfigurations/cert-manager-webhook",
  "/apis/apiregistration.k8s.io/v1/apiservices/v1beta1.metrics.k8s.io",
];

whenThere("the baseline is installed, changed and taken out of a real API server", async () => {
  const outdir = mkdtempSync(join(tmpdir(), "haven-baseline-"));
  const folder = join(outdir, "stacks/inside");
  mkdirSync(folder, { recursive: true });
  const server = new ApiServer(kubeconfig);
  const mirrors = [...new Set(Object.values(plugins).flatMap((plugin) => (plugin ? [plugin.mirror] : [])))];
  const terraform = new Terraform(folder, { mirrors });
  const synthesize = (props: Partial<HavenBaselineProps> = {}) => {
    const app = new App({ outdir });
    const stack = new TerraformStack(app, "inside");
    new LocalBackend(stack, { path: "terraform.tfstate" });
    const cluster = new FakeCluster(stack, "cluster", { kubernetesAccess: server.access, onlyContract: true });
    new HavenBaseline(stack, "baseline", {
      cluster,
      charts: { repository: chartFolder },
      gateway: { gatewayApi: { typesFile } },
      ...props,
    });
    app.synth();
  };
  const standIn = setInterval(() => {
    for (const path of unanswered) void server.remove(path);
  }, 500);

  try {
    await server.create(platformClass, {
      metadata: { name: "standard", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
      provisioner: "platform.example",
    });
    synthesize();
    await terraform.init();
    await terraform.validate();
    await terraform.apply();
    expect(summary(await terraform.plan())).toEqual([]);

    const classes = await server.list(platformClass);
    const isDefault = ({ metadata }: (typeof classes)[number]) =>
      metadata.annotations?.["storageclass.kubernetes.io/is-default-class"] === "true";
    expect(classes.filter(isDefault).map(({ metadata }) => metadata.name)).toEqual(["haven-block"]);

    await terraform.destroy();
    const left = await server.list("/api/v1/namespaces");
    expect(left.map(({ metadata }) => metadata.name).filter((name) => name.startsWith("haven-"))).toEqual([]);
  } finally {
    clearInterval(standIn);
    await server.remove(`${platformClass}/standard`);
    rmSync(outdir, { recursive: true, force: true });
  }
});

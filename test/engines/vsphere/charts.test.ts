import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parse, parseAllDocuments } from "yaml";
import { charts } from "../../../lib/vsphere/components/charts";
import { synthesizeApp } from "../../../lib/testing";
import { VsphereHavenStack, type VsphereHavenStackProps } from "../../../stacks/vsphere-haven-stack";
import { vsphereProps } from "../../support/vsphere-props";
import { findPlugin, findTerraform, Terraform } from "../terraform";

const chartFolder = process.env.HAVEN_TEST_CHARTS ?? "";
const helm = findPlugin("hashicorp/helm", (version) => version.startsWith("3."));
const missing = [
  ...(findTerraform() ? [] : ["terraform"]),
  ...(helm ? [] : ["helm plugin"]),
  ...(Object.values(charts).every(({ name }) => existsSync(join(chartFolder, name))) ? [] : ["the charts in HAVEN_TEST_CHARTS"]),
];
if (missing.length > 0) console.log(`skipped: ${missing.join(" and ")} not found`);
const whenThere = missing.length > 0 ? test.skip : test;

type KubernetesObject = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is KubernetesObject => typeof value === "object" && value !== null;

/** What helm makes of every chart of a stack, with the values that the stack gives it, by release. */
async function rendered(props: Partial<VsphereHavenStackProps>): Promise<ReadonlyMap<string, readonly KubernetesObject[]>> {
  const folder = mkdtempSync(join(tmpdir(), "haven-charts-"));
  const stack = synthesizeApp((app) => {
    new VsphereHavenStack(app, "zaken", { ...vsphereProps(), ...props });
  });
  const releases = stack
    .resources("helm_release")
    .filter(({ chart }) => existsSync(join(chartFolder, String(chart), "Chart.yaml")))
    .map(({ name, namespace, chart, values, skip_crds: skipCrds }) => ({ name: String(name), namespace, chart, values, skipCrds }));
  const templates = releases.map(({ name, chart, values, skipCrds }) => [
    name,
    {
      name,
      namespace: "haven",
      chart: join(chartFolder, String(chart)),
      values,
      skip_crds: skipCrds ?? false,
      kube_version: "1.36.6",
      api_versions: ["monitoring.coreos.com/v1"],
    },
  ]);
  const outputs = releases.map(({ name }) => [name, { value: `\${data.helm_template.${name}.manifest}` }]);
  try {
    const config = {
      terraform: { required_providers: { helm: { source: "hashicorp/helm" } } },
      provider: { helm: {} },
      data: { helm_template: Object.fromEntries(templates) as unknown },
      output: Object.fromEntries(outputs) as unknown,
    };
    writeFileSync(join(folder, "charts.tf.json"), JSON.stringify(config));
    const terraform = new Terraform(folder, { mirrors: helm ? [helm.mirror] : [] });
    await terraform.init();
    await terraform.apply();
    const manifests = await terraform.output();
    return new Map(
      Object.entries(manifests).map(([name, text]) => [
        name,
        parseAllDocuments(String(text)).flatMap((each) => {
          const object: unknown = each.toJS();
          return isObject(object) ? [object] : [];
        }),
      ]),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Every text below a value, by the key that it is under. */
function texts(value: unknown, key = ""): readonly { readonly key: string; readonly text: string }[] {
  if (typeof value === "string") return [{ key, text: value }];
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, child]) => texts(child, Array.isArray(value) ? key : name));
}

const kindOf = (objects: readonly KubernetesObject[] | undefined, kind: string) => (objects ?? []).filter((object) => object.kind === kind);

whenThere("in a closed network every image of every chart comes from the mirror", async () => {
  const all = await rendered({ cloudController: true, velero: {}, monitoring: {}, charts: { registry: "mirror.example/images" } });

  expect([...all.keys()]).toEqual(expect.arrayContaining(["cilium", "csi-driver-nfs", "vsphere-cpi", "loki", "alloy", "traefik"]));
  for (const [release, objects] of all) {
    const running = objects.filter(({ kind }) => kind !== "CustomResourceDefinition");
    const images = running.flatMap((object) => texts(object)).filter(({ key }) => key === "image");
    const elsewhere = running
      .flatMap((object) => texts(object))
      .filter(({ text }) => /\b(quay|docker|ghcr|gcr|registry\.k8s)\.io\//.test(text));

    expect([release, images.map(({ text }) => text).filter((image) => !image.startsWith("mirror.example/images/"))]).toEqual([release, []]);
    expect([release, elsewhere]).toEqual([release, []]);
  }
});

whenThere(
  "without object storage Loki's own settings still delete what is old, and nothing keeps its node from being drained",
  async () => {
    const { objects, ...storage } = vsphereProps().storage;
    expect(objects).toBeDefined();
    const loki = (await rendered({ storage, applicationLogs: { retentionDays: 14 } })).get("loki");
    const settings = kindOf(loki, "ConfigMap").flatMap(({ data }) => (isObject(data) ? (data["config.yaml"] ?? []) : []));

    expect(parse(String(settings[0]))).toMatchObject({
      common: { replication_factor: 1, path_prefix: "/var/loki", storage: { filesystem: { chunks_directory: "/var/loki/chunks" } } },
      compactor: { retention_enabled: true, delete_request_store: "filesystem" },
      limits_config: { retention_period: "336h", retention_stream: [{ selector: '{log="audit"}', period: "4392h" }] },
      schema_config: { configs: [{ object_store: "filesystem" }] },
    });
    expect(kindOf(loki, "StatefulSet")).toMatchObject([
      {
        spec: {
          replicas: 1,
          volumeClaimTemplates: [{ spec: { storageClassName: "haven-block", resources: { requests: { storage: "100Gi" } } } }],
          template: { spec: { containers: [{ volumeMounts: expect.arrayContaining([{ name: "storage", mountPath: "/var/loki" }]) }] } },
        },
      },
    ]);
    expect(kindOf(loki, "PodDisruptionBudget")).toEqual([]);
  },
);

whenThere("Loki and Velero read the authority of a store of your own, and look for buckets below its one name", async () => {
  const caCertificate = "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----\n";
  const objects = { endpoint: "https://s3.example:9000", logsBucket: "zaken-logs", backupsBucket: "zaken-backups", caCertificate };
  const all = await rendered({ storage: { ...vsphereProps().storage, objects }, velero: {} });
  const settings = kindOf(all.get("loki"), "ConfigMap").flatMap(({ data }) => (isObject(data) ? (data["config.yaml"] ?? []) : []));

  expect(parse(String(settings[0]))).toMatchObject({
    common: {
      storage: {
        s3: {
          endpoint: "https://s3.example:9000",
          bucketnames: "zaken-logs",
          s3forcepathstyle: true,
          http_config: { ca_file: "/etc/object-storage/ca.crt" },
        },
      },
    },
  });
  expect(JSON.stringify(kindOf(all.get("loki"), "StatefulSet"))).toContain('"mountPath":"/etc/object-storage"');
  expect(kindOf(all.get("velero"), "BackupStorageLocation")).toMatchObject([
    {
      spec: {
        objectStorage: { caCert: Buffer.from(caCertificate).toString("base64") },
        config: { s3ForcePathStyle: "true", checksumAlgorithm: "" },
      },
    },
  ]);
});

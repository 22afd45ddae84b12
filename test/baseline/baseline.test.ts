import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { TerraformVariable } from "cdktf";
import { charts, HavenBaseline } from "../../lib/baseline";
import type { JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import { synthesize, type Synthesized } from "../../lib/testing";
import { FakeCluster } from "../support/fake-cluster";
import { inside } from "./inside";

const byName = (stack: Synthesized) =>
  Object.fromEntries(stack.resources("helm_release").map((release) => [String(release.name), release]));
const values = (release: JsonObject | undefined) =>
  JSON.parse(String((release?.values as readonly string[])[0])) as Record<string, unknown>;

test("a cluster gets one default class, and the platform's own loses its mark", () => {
  const stack = inside();
  const marks = stack.resources("kubernetes_storage_class_v1").map(({ metadata }) => object(metadata));

  expect(marks).toEqual([
    { name: "haven-block", annotations: { "storageclass.kubernetes.io/is-default-class": "true" } },
    { name: "haven-shared", annotations: { "storageclass.kubernetes.io/is-default-class": "false" } },
  ]);
  expect(stack.resource("kubernetes_annotations")).toMatchObject({
    kind: "StorageClass",
    metadata: { name: "standard" },
    annotations: { "storageclass.kubernetes.io/is-default-class": "false" },
    force: true,
  });
});

test("what the code can promise of it is designed in, and nothing is unknown", () => {
  const { prediction, report } = inside();

  expect(prediction).toMatchObject({ failed: [], unknown: [] });
  expect(prediction.expected).toEqual(expect.arrayContaining(["rwxvolumes", "autocerts", "logs", "metrics"]));
  expect(report.clusters[0]?.baseline?.components).toContainEqual({
    component: "certificates",
    namespace: "haven-certificates",
    release: "cert-manager",
    address: expect.stringMatching(/^helm_release\./),
    chart: { name: "cert-manager", version: charts.certManager.version },
  });
});

test("a release that fails leaves the cluster as it was, and none asks the cluster before there is one", () => {
  for (const release of inside().resources("helm_release")) {
    expect(release).not.toHaveProperty("upgrade_install");
    expect(release).toMatchObject({ atomic: true, cleanup_on_fail: true, wait: true, create_namespace: false });
    expect(Number(release.timeout)).toBeGreaterThanOrEqual(300);
  }
});

test("every namespace says which pods it takes, and why when it isn't the strictest", () => {
  const namespaces = inside()
    .resources("kubernetes_namespace_v1")
    .map(({ metadata }) => object(metadata));

  expect(namespaces.length).toBeGreaterThan(4);
  for (const { name, labels, annotations } of namespaces) {
    const level = object(labels)["pod-security.kubernetes.io/enforce"];
    if (level !== "restricted") expect([name, object(annotations)["haven-cdktf/pod-security-reason"]]).toEqual([name, expect.any(String)]);
  }
  expect(namespaces.map(({ name, labels }) => [name, object(labels)["pod-security.kubernetes.io/enforce"]])).toContainEqual([
    "haven-collector",
    "privileged",
  ]);
});

test("whatever runs in the platform's namespaces talks to nobody but those it must", () => {
  const { "log-store-network": policies } = byName(inside());
  const manifests = object(values(policies).manifests as JsonObject);

  expect(manifests.deny).toMatchObject({ spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } });
  expect(manifests.ingress).toMatchObject({
    spec: {
      ingress: [
        {
          from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "haven-collector" } } }],
          ports: [{ protocol: "TCP", port: 3100 }],
        },
      ],
    },
  });
  expect(Object.keys(byName(inside({ networkPolicies: { off: "the mesh of the supplier does this" } })))).not.toContain(
    "log-store-network",
  );
});

test("cert-manager may ask a zone's own servers, and a reader that is named may read the logs", () => {
  const rules = (name: string) => {
    const { ingress, egress } = object(values(byName(inside({ applicationLogs: { readers: ["grafana"] } }))[name]).manifests as JsonObject);
    return JSON.stringify([ingress, egress]);
  };

  expect(rules("certificates-network")).toContain('{"ports":[{"protocol":"UDP","port":53}]}');
  expect(rules("log-store-network")).toContain('"kubernetes.io/metadata.name":"grafana"');
});

test("custom resources wait for what defines them, and go before it", () => {
  const stack = inside();
  const order = (name: string) => {
    const release = stack.resourceEntries("helm_release").find(({ attributes }) => attributes.name === name);
    return { address: release?.address, after: release?.attributes.depends_on };
  };

  expect(order("issuers").after).toEqual([order("cert-manager").address]);
  expect(order("cert-manager").after).toEqual([order("certificates-network").address]);
  expect(order("certificates-network").after).toEqual(expect.arrayContaining([order("traefik").address, order("system").address]));
});

test("a mirror stands in for every repository and registry", () => {
  const stack = inside({ charts: { repository: "oci://mirror.example/charts", registry: "mirror.example/images" } });
  const releases = stack.resources("helm_release").filter(({ chart }) => !String(chart).startsWith("assets/"));

  expect(releases.length).toBeGreaterThan(4);
  for (const { chart, repository, version, name } of releases) {
    expect([name, chart, repository, version]).toEqual([
      name,
      expect.stringMatching(/^oci:\/\/mirror\.example\/charts\//),
      undefined,
      expect.any(String),
    ]);
    expect(values(byName(stack)[String(name)])).toEqual(expect.anything());
  }
  expect(JSON.stringify(stack.json)).not.toMatch(/docker\.io|quay\.io|registry\.k8s\.io|ghcr\.io/);
});

test("a folder holds charts as they are unpacked", () => {
  const { traefik } = byName(inside({ charts: { repository: "../../../charts/" } }));

  expect(traefik?.chart).toBe("../../../charts/traefik");
  expect(traefik?.version).toBeUndefined();
});

test("Gateway API is served once its types are there, which outlive the gateway", () => {
  const folder = mkdtempSync(join(tmpdir(), "haven-types-"));
  const typesFile = join(folder, "standard-install.yaml");
  const type = (name: string) => `kind: CustomResourceDefinition\nmetadata: { name: ${name}.gateway.networking.k8s.io }\n`;
  try {
    writeFileSync(typesFile, ["gatewayclasses", "gateways", "httproutes"].map(type).join("---\n"));
    let gatewayClass = "";
    const stack = inside({ gateway: { gatewayApi: { typesFile } } }, ({ contract }) => {
      ({ gatewayClass } = contract);
    });
    const types = Object.values(object(values(byName(stack)["gateway-api"]).manifests as JsonObject));

    expect(types.map((one) => object(object(one).metadata).annotations)).toEqual(Array(3).fill({ "helm.sh/resource-policy": "keep" }));
    expect(values(byName(stack).traefik)).toMatchObject({ gatewayClass: { enabled: true, name: "haven" } });
    expect(gatewayClass).toBe("haven");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("metrics-server is left to the platform that brings it", () => {
  expect(Object.keys(byName(inside()))).toContain("metrics-server");
});

test("a cluster with a zone proves names by DNS, and one without by an answer", () => {
  const solvers = (stack: Synthesized) => JSON.stringify(byName(stack).issuers?.values);

  expect(solvers(inside())).toContain("http01");
  expect(solvers(inside())).not.toContain("dns01");
});

test("authorities of your own are issuers beside Let's Encrypt, with secrets by name only", () => {
  const stack = inside({
    certificates: {
      email: "beheer@gemeente.example",
      authorities: [
        {
          type: "acme",
          name: "supplier",
          server: "https://acme.example/directory",
          externalAccount: { keyId: "kid-1", secretName: "supplier-account" },
        },
        { type: "ca", name: "machines", secretName: "machines-ca" },
      ],
    },
  });
  const manifests = values(byName(stack).issuers).manifests as Record<string, JsonObject>;

  expect(Object.keys(manifests)).toEqual(["letsencrypt-production", "letsencrypt-staging", "supplier", "machines"]);
  expect(manifests.supplier?.spec).toMatchObject({
    acme: { externalAccountBinding: { keyID: "kid-1", keySecretRef: { name: "supplier-account", key: "key" } } },
  });
  expect(manifests.machines?.spec).toEqual({ ca: { secretName: "machines-ca" } });
});

test("two clusters in a stack each have logins of their own", () => {
  const stack = synthesize((made) => {
    for (const name of ["one", "two"]) {
      const cluster = new FakeCluster(made, name);
      new HavenBaseline(made, `${name}-baseline`, { cluster });
    }
  });
  const aliases = (object(stack.json.provider).helm as readonly JsonObject[]).map(({ alias }) => alias);
  const used = stack.resources("helm_release").map(({ provider }) => provider);

  expect(new Set(aliases).size).toBe(2);
  expect(new Set(used)).toEqual(new Set(aliases.map((alias) => `helm.${String(alias)}`)));
});

test("what Terraform computes stands apart from what is known, and keeps Terraform's own signs out of it", () => {
  const stack = synthesize((made) => {
    const cluster = new FakeCluster(made, "cluster");
    const host = new TerraformVariable(made, "host", { type: "string" }).stringValue;
    const own = () => ({
      name: "own",
      namespace: { name: "own", podSecurity: "restricted" as const },
      releases: [
        { name: "own", chart: charts.traefik, values: { known: "${braces} %{percent}", list: ["a", host], map: { host, port: 1 } } },
      ],
    });
    new HavenBaseline(made, "baseline", { cluster, components: [own] });
  });
  const [known, computed] = byName(stack).own?.values as readonly string[];

  expect(JSON.parse(known ?? "")).toEqual({ known: "$${braces} %%{percent}", map: { port: 1 } });
  expect(computed).toBe('${jsonencode({"list" = ["a", var.host], "map" = {"host" = var.host}})}');
});

test("a component of a supplier's own is installed and reported like ours", () => {
  const own = () => ({
    name: "ingress",
    namespace: { name: "supplier-ingress", podSecurity: "baseline" as const, reason: "binds low ports" },
    releases: [
      { name: "own-ingress", chart: { name: "own", repository: "https://charts.example", version: "1.2.3" }, values: { replicas: 2 } },
    ],
    after: ["certificates"],
  });
  const stack = inside({ gateway: { off: "the supplier brings a gateway" }, components: [own] });

  expect(byName(stack)["own-ingress"]).toMatchObject({ chart: "own", repository: "https://charts.example", version: "1.2.3" });
  expect(stack.report.clusters[0]?.baseline?.components).toContainEqual(
    expect.objectContaining({ component: "ingress", chart: { name: "own", version: "1.2.3" } }),
  );
});

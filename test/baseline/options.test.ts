import type { JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import type { Synthesized } from "../../lib/testing";
import { everything, inside, insideFull } from "./inside";

const byName = (stack: Synthesized) =>
  Object.fromEntries(stack.resources("helm_release").map((release) => [String(release.name), release]));
const values = (release: JsonObject | undefined) => object(JSON.parse(String((release?.values as readonly string[])[0])) as JsonObject);

test("options are off until they are asked for", () => {
  const names = Object.keys(byName(inside()));

  for (const option of [
    "kube-prometheus-stack",
    "flux",
    "argo-cd",
    "external-dns",
    "external-secrets",
    "cloudnative-pg",
    "velero",
    "opencost",
  ]) {
    expect(names).not.toContain(option);
  }
});

test("alerts go by mail and by call, with their secrets by name only", () => {
  const { alertmanager } = values(byName(insideFull())["kube-prometheus-stack"]);

  expect(object(alertmanager).config).toMatchObject({
    receivers: [
      {
        email_configs: [{ to: "beheer@gemeente.example", auth_password_file: "/etc/alertmanager/secrets/mail/password" }],
        webhook_configs: [{ url_file: "/etc/alertmanager/secrets/webhook/url" }],
      },
    ],
  });
  expect(object(alertmanager).alertmanagerSpec).toMatchObject({ secrets: ["mail", "webhook"] });
});

test("Prometheus may ask every component that tells how it is, and nobody else may", () => {
  const inOf = (stack: Synthesized) => object(object(values(byName(stack)["log-store-network"]).manifests).ingress);

  expect(JSON.stringify(inOf(insideFull()))).toContain("haven-monitoring");
  expect(JSON.stringify(inOf(inside()))).not.toContain("haven-monitoring");
});

test("backups go to the cluster's bucket by the identity that it was given", () => {
  const { configuration, credentials, schedules } = values(byName(insideFull({ velero: { retentionDays: 90 } })).velero);

  expect(object(configuration).backupStorageLocation).toMatchObject([{ bucket: "backups", provider: "aws", config: { region: "eu" } }]);
  expect(credentials).toEqual({ useSecret: false });
  expect(schedules).toMatchObject({ daily: { template: { ttl: "2160h" } } });
});

test("the rest is handed over to a repository, when everything that it may need is there", () => {
  const stack = insideFull();
  const address = (name: string) => stack.resourceEntries("helm_release").find(({ attributes }) => attributes.name === name)?.address;

  expect(values(byName(stack).flux)).toMatchObject({
    instance: { sync: { url: "https://git.example/platform", ref: "refs/heads/main", path: "clusters/test", pullSecret: "git" } },
  });
  expect(byName(stack)["gitops-network"]?.depends_on).toEqual(
    expect.arrayContaining([address("traefik"), address("issuers"), address("alloy"), address("kube-prometheus-stack")]),
  );
});

test("Argo CD gets the repository as an application, after its types are there", () => {
  const stack = insideFull({ gitops: { tool: "argo-cd", url: "https://git.example/platform" } });
  const { platform } = object(values(byName(stack).repository).manifests);

  expect(platform).toMatchObject({
    kind: "Application",
    spec: { source: { repoURL: "https://git.example/platform", targetRevision: "main" } },
  });
});

test("a vault of the cluster is a store that every namespace may ask", () => {
  expect(Object.keys(byName(insideFull()))).toContain("secret-store");
  expect(Object.keys(byName(inside({ externalSecrets: true })))).not.toContain("secret-store");
});

test("pools that somebody must scale are scaled", () => {
  expect(Object.keys(byName(insideFull()))).toContain("cluster-autoscaler");
  expect(Object.keys(byName(inside()))).not.toContain("cluster-autoscaler");
});

test("everything comes from a mirror that is given", () => {
  for (const tool of ["flux", "argo-cd"] as const) {
    const gitops = { tool, url: "https://git.example/platform" };
    const { json } = insideFull({
      ...everything,
      gitops,
      charts: { repository: "oci://mirror.example/charts", registry: "mirror.example" },
    });

    expect(JSON.stringify(json)).not.toMatch(/docker\.io|quay\.io|registry\.k8s\.io|ghcr\.io|ecr-public/);
  }
});

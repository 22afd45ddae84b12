import { synthesizeApp } from "../../lib/testing";
import { providers } from "../../stacks/providers";
import { googleCluster } from "../support/google";
import { googleProps } from "../support/google-props";

const dns = { managedZone: "apps-gemeente", zone: "apps.gemeente.example" };

function inside(props: object) {
  const google = providers.google?.();
  const { resources } = synthesizeApp((app) => google?.addStack(app, "google", { ...googleProps(), ...props }));
  return {
    resources,
    values: (name: string) => String(resources("helm_release").find((release) => release.name === name)?.values),
  };
}

test("cert-manager may write records in the zone and nothing else, external-dns finds it too", () => {
  const stack = googleCluster({ dns: { ...dns, records: true } }, ({ dns: made }) => {
    expect(made?.solver).toMatchObject({ cloudDNS: { hostedZoneName: "apps-gemeente" } });
    expect(made?.records?.values).toMatchObject({ provider: { name: "google" } });
  });

  expect(stack.resources("google_dns_managed_zone_iam_member").map(({ managed_zone, role }) => [managed_zone, role])).toEqual([
    ["apps-gemeente", "roles/dns.admin"],
    ["apps-gemeente", "roles/dns.admin"],
  ]);
  expect(googleCluster({ dns }).resources("google_dns_managed_zone_iam_member")).toHaveLength(1);
});

test("external-secrets may read the secrets whose names begin as said", () => {
  const { resources } = googleCluster({ secretStore: { prefix: "zaken-production-" } }, ({ secretStore }) => {
    expect(secretStore?.provider).toHaveProperty("gcpsm");
  });
  const reads = resources("google_project_iam_member").find(({ role }) => role === "roles/secretmanager.secretAccessor");

  expect(reads?.condition).toMatchObject({ expression: 'resource.name.startsWith("projects/123456789012/secrets/zaken-production-")' });
});

test("what logs in as itself may ask the node's metadata server, past the policies that deny the rest", () => {
  const { values } = inside({ externalDns: true, dns: { ...dns, records: true } });

  for (const component of ["external-dns", "log-store", "certificates"]) expect(values(`${component}-network`)).toMatch(/"?port"?: ?80\b/);
});

test("GKE's own metrics-server, snapshots and autoscaler are left to GKE", () => {
  const { values } = inside({});

  for (const release of ["metrics-server", "snapshot-controller", "cluster-autoscaler"]) expect(values(release)).toBe("undefined");
});

test("the class that GKE marks as default loses its mark, and a class of ours gets it", () => {
  const { resources } = inside({ storage: { regionalDisks: true } });
  const marks = resources("kubernetes_storage_class_v1").map(({ metadata }) => JSON.stringify(metadata));

  expect(resources("kubernetes_annotations")).toEqual([
    expect.objectContaining({
      metadata: { name: "standard-rwo" },
      annotations: { "storageclass.kubernetes.io/is-default-class": "false" },
    }),
  ]);
  expect(marks.filter((mark) => mark.includes('"true"'))).toHaveLength(1);
  expect(marks.join()).toContain("haven-block-regional");
});

test("Velero is told of its service account, which may sign", () => {
  const { values, resources } = inside({ velero: {} });

  expect(values("velero")).toContain("google_service_account");
  expect(resources("google_service_account_iam_member").map(({ role }) => role)).toContain("roles/iam.serviceAccountTokenCreator");
});

test("files are made in the cluster's own network, from its own range", () => {
  const { resources } = inside({});
  const shared = resources("kubernetes_storage_class_v1").find(
    ({ storage_provisioner }) => storage_provisioner === "filestore.csi.storage.gke.io",
  );

  // The driver's own choice is a network that is called default.
  expect(shared?.parameters).toMatchObject({
    network: expect.stringContaining("google_compute_network."),
    "reserved-ip-range": expect.stringContaining("google_compute_global_address."),
  });
});

import type { GoogleHavenClusterProps } from "../../lib/google";
import type { StorageClass } from "../../lib/core/storage/storage-class";
import { googleCluster } from "../support/google";

function classes(props: Partial<GoogleHavenClusterProps> = {}) {
  let found: readonly StorageClass[] = [];
  googleCluster(props, ({ defaultStorageClass, sharedStorageClass, additionalStorageClasses }) => {
    found = [defaultStorageClass, sharedStorageClass, ...additionalStorageClasses];
  });
  return Object.fromEntries(found.map((given) => [given.name, given]));
}

test("files are made for each claim by GKE's driver, over the zones, in the cluster's own network", () => {
  const { "haven-shared": shared } = classes();

  expect(shared).toMatchObject({
    provisioner: "filestore.csi.storage.gke.io",
    // HCC claims without a pod.
    volumeBindingMode: "Immediate",
    parameters: {
      tier: "regional",
      "connect-mode": "PRIVATE_SERVICE_ACCESS",
    },
  });
});

test.each([
  // GKE adds the label to a class that has none, and Terraform would make the class anew in every plan.
  ["multishare", { tier: "enterprise", multishare: "true", "instance-storageclass-label": "haven-shared" }],
  ["zonal", { tier: "zonal" }],
  ["basic", { tier: "basic_hdd" }],
] as const)("shared files may be %s", (sharedTier, parameters) => {
  expect(classes({ storage: { sharedTier } })["haven-shared"]?.parameters).toMatchObject(parameters);
});

test("claims that name no class get balanced disks, in the zone of their pod", () => {
  expect(classes()["haven-block"]).toMatchObject({
    provisioner: "pd.csi.storage.gke.io",
    parameters: { type: "pd-balanced" },
    volumeBindingMode: "WaitForFirstConsumer",
  });
});

test("disks in two zones are another class", () => {
  expect(classes()).not.toHaveProperty("haven-block-regional");
  expect(classes({ storage: { regionalDisks: true } })["haven-block-regional"]?.parameters).toMatchObject({
    type: "pd-balanced",
    "replication-type": "regional-pd",
  });
});

test("disks and files carry the cluster's labels", () => {
  const { "haven-block": block, "haven-shared": shared } = classes({ tags: { owner: "team-platform" } });

  expect(block?.parameters.labels).toBe("owner=team-platform,environment=test,managed-by=haven-cdktf");
  expect(shared?.parameters.labels).toBe(block?.parameters.labels);
});

test("snapshots stay in the region", () => {
  googleCluster({}, ({ snapshotClass }) => {
    expect(snapshotClass).toEqual({ driver: "pd.csi.storage.gke.io", parameters: { "storage-locations": "europe-west4" } });
  });
});

test("buckets are in the region, closed, and keep what was deleted", () => {
  const { resources } = googleCluster({ storage: { softDeleteDays: 90 } });
  const buckets = resources("google_storage_bucket");

  expect(buckets).toHaveLength(2);
  for (const bucket of buckets) {
    expect(bucket).toMatchObject({
      location: "EUROPE-WEST4",
      uniform_bucket_level_access: true,
      public_access_prevention: "enforced",
      soft_delete_policy: { retention_duration_seconds: 7_776_000 },
    });
  }
});

test("logs and backups reach their own bucket and nothing else", () => {
  const { resources } = googleCluster({}, ({ objectStorage, workloadIdentities }) => {
    expect(objectStorage).toMatchObject({ api: "gcs", region: "europe-west4" });
    expect(workloadIdentities.logs.annotations).toHaveProperty(["iam.gke.io/gcp-service-account"]);
  });

  expect(resources("google_storage_bucket_iam_member").map(({ role }) => role)).toEqual([
    "roles/storage.objectUser",
    "roles/storage.objectUser",
  ]);
  expect(
    resources("google_project_iam_member")
      .map(({ member }) => String(member))
      .join(),
  ).not.toMatch(/logs-identity|backups-identity/);
});

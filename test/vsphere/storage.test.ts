import { ConfigurationError } from "../../lib";
import { synthesize } from "../../lib/testing";
import { VsphereStorage, type VsphereStorageProps } from "../../lib/vsphere";
import { vsphereProps } from "../support/vsphere-props";

const { storage: given } = vsphereProps();

/** Storage of its own, without a cluster. */
function alone(props: Partial<VsphereStorageProps> = {}): VsphereStorage {
  let made: VsphereStorage | undefined;
  synthesize((stack) => {
    made = new VsphereStorage(stack, "storage", { ...given, name: "zaken", ...props });
  });
  if (made === undefined) throw new Error("no storage");
  return made;
}

test("disks follow the storage policy, and the pod is placed before its disk", () => {
  expect(alone().defaultStorageClass).toMatchObject({
    provisioner: "csi.vsphere.vmware.com",
    parameters: { storagepolicyname: "kubernetes" },
    volumeBindingMode: "WaitForFirstConsumer",
  });
  expect(alone({ volumes: {} }).defaultStorageClass.parameters).not.toHaveProperty("storagepolicyname");
});

test("shared files are on the export", () => {
  expect(alone({ shared: { type: "nfs", server: "nfs.example", share: "/x", version: "4.2" } }).sharedStorageClass).toMatchObject({
    provisioner: "nfs.csi.k8s.io",
    parameters: { server: "nfs.example", share: "/x" },
    mountOptions: ["nfsvers=4.2"],
  });
});

test("shared files are shares of vSAN when asked, by the driver of the disks", () => {
  const { sharedStorageClass } = alone({ shared: { type: "vsan-files", clusters: ["domain-c8"], storagePolicy: "files" } });

  expect(sharedStorageClass).toMatchObject({
    provisioner: "csi.vsphere.vmware.com",
    parameters: { "csi.storage.k8s.io/fstype": "nfs4", storagepolicyname: "files" },
    mountOptions: [],
  });
});

test("the store is optional, and its keys come from variables", () => {
  const { objects, ...withoutStore } = given;

  expect(objects).toBeDefined();
  expect(alone().objectStorage).toMatchObject({
    endpoint: "https://s3.gemeente.example:9000",
    buckets: { logs: "zaken-logs", backups: "zaken-backups" },
    credentials: { accessKeyId: { name: "objects_access_key" }, secretAccessKey: { name: "objects_secret_key" } },
  });
  let made: VsphereStorage | undefined;
  synthesize((stack) => {
    made = new VsphereStorage(stack, "storage", { ...withoutStore, name: "zaken" });
  });
  expect(made?.objectStorage).toBeUndefined();
});

test("storage exposes resolved values, not the props that it was given", () => {
  expect(alone().shared).toEqual(given.shared);
  expect(alone()).not.toHaveProperty("props");
});

test.each<[string, Partial<VsphereStorageProps>, string]>([
  ["a server with a scheme", { shared: { type: "nfs", server: "nfs://x", share: "/x" } }, "shared.server"],
  [
    "zones by the category of regions",
    { volumes: { topology: { regionCategory: "k8s", zoneCategory: "k8s" } } },
    "volumes.topology.zoneCategory",
  ],
  [
    "a store with logs and backups in one bucket",
    { objects: { endpoint: "https://s3.example", logsBucket: "one", backupsBucket: "one" } },
    "objects.backupsBucket",
  ],
])("refuses %s when it is used alone", (_, props, path) => {
  let found: readonly string[] = [];
  try {
    alone(props);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    found = error.problems.map((problem) => problem.path);
  }

  expect(found).toEqual([path]);
});

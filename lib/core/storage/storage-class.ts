/** A Kubernetes StorageClass that the platform can serve. */
export interface StorageClass {
  readonly name: string;
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly mountOptions: readonly string[];
  readonly volumeBindingMode: "Immediate" | "WaitForFirstConsumer";
}

/** Snapshot class for volumes of the default storage class. */
export interface VolumeSnapshotClass {
  readonly driver: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Names of the storage classes, equal on every provider, so that manifests move between providers unchanged. */
export const storageClassNames = { block: "haven-block", shared: "haven-shared" } as const;

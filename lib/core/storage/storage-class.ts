/** A Kubernetes StorageClass that the platform can serve. */
export interface StorageClass {
  readonly name: string;
  readonly provisioner: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly mountOptions: readonly string[];
  readonly volumeBindingMode: "Immediate" | "WaitForFirstConsumer";
}

/** How volumes of the default class are snapshotted. */
export interface VolumeSnapshotClass {
  readonly driver: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Same names on every provider, so that manifests move between them unchanged. */
export const storageClassNames = { block: "haven-block", shared: "haven-shared" } as const;

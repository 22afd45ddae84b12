import type { GoogleDiskType } from "./machine-types";

/** Settings of disks, shared files and object storage. */
export interface GoogleStorageConfig {
  /**
   * Filestore behind `haven-shared`. `regional`: over three zones, 100 GiB at least, one for each claim. `multishare`: over three zones,
   * up to eighty claims in one of 1 TiB. `zonal`: in one zone, 1 TiB at least. `basic`: in one zone, on hard disks, 1 TiB at least, and
   * on newer clusters 100 GiB.
   *
   * @default regional
   * @haven rwxvolumes
   */
  readonly sharedTier?: GoogleSharedTier;

  /**
   * Disks behind `haven-block`; every pool that takes applications must hold them.
   *
   * @default pd-balanced
   */
  readonly diskType?: GoogleDiskType;

  /**
   * Also makes the class `haven-block-regional`: disks in two zones, for a pod that must come back in another.
   *
   * @default false
   */
  readonly regionalDisks?: boolean;

  /**
   * Days in which deleted logs and backups can be restored.
   *
   * @default 30
   * @minimum 7
   * @maximum 90
   */
  readonly softDeleteDays?: number;
}

/** Tier of Filestore for shared volumes. */
export type GoogleSharedTier = "regional" | "multishare" | "zonal" | "basic";

import { GkeBackupBackupPlan } from "@cdktf/provider-google/lib/gke-backup-backup-plan";
import { Construct } from "constructs";
import { resourceName } from "../core/names";
import type { GooglePartProps } from "./part-props";

/** Backups of the cluster's objects and of its disks by Backup for GKE, each night. Shared files are not among them. */
export interface GoogleBackupConfig {
  /** Days that a backup is kept. @default 35 @minimum 1 @maximum 365 */
  readonly retentionDays?: number;
  /** Days in which nobody can delete a backup, at most 90. @default 0 @minimum 0 @maximum 90 */
  readonly deleteLockDays?: number;
}

export interface GoogleBackupProps extends GooglePartProps, GoogleBackupConfig {
  readonly clusterId: string;
  readonly preventDestroy: boolean;
}

/** Backup for GKE; the baseline's Velero is the other way, and the same on every provider. */
export class GoogleBackup extends Construct {
  readonly plan: GkeBackupBackupPlan;

  constructor(scope: Construct, id: string, props: GoogleBackupProps) {
    super(scope, id);
    const { name, region, projectId: project, tags, clusterId: cluster, retentionDays = 35, deleteLockDays = 0 } = props;
    this.plan = new GkeBackupBackupPlan(this, "Resource", {
      name: resourceName(name, undefined, 63),
      project,
      location: region,
      cluster,
      // 03:00 UTC, when the fewest people are at work.
      backupSchedule: { cronSchedule: "0 3 * * *" },
      retentionPolicy: { backupRetainDays: retentionDays, backupDeleteLockDays: deleteLockDays },
      backupConfig: { allNamespaces: true, includeSecrets: true, includeVolumeData: true },
      labels: { ...tags },
      lifecycle: { preventDestroy: props.preventDestroy },
    });
  }
}

import { GkeBackupBackupPlan } from "@cdktf/provider-google/lib/gke-backup-backup-plan";
import { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import { backupProblems, type GoogleBackupConfig } from "../config/backup";
import type { GooglePartProps } from "../config/part";
import { beginPart } from "./part";

export interface GoogleBackupProps extends GooglePartProps, GoogleBackupConfig {
  readonly clusterId: string;
  readonly preventDestroy: boolean;
}

/** Backup for GKE; the baseline's Velero is the other way, and the same on every provider. */
export class GoogleBackup extends Construct {
  readonly plan: GkeBackupBackupPlan;

  constructor(scope: Construct, id: string, props: GoogleBackupProps) {
    super(scope, id);
    beginPart<{ readonly backup: GoogleBackupConfig }>(this, props, {
      under: "backup",
      problems: ({ backup = {} }) => backupProblems(backup),
    });
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

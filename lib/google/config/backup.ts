import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";

/** Backups of the cluster's objects and of its disks by Backup for GKE, each night. Shared files are not among them. */
export interface GoogleBackupConfig {
  /** Days that a backup is kept. @default 35 @minimum 1 @maximum 365 */
  readonly retentionDays?: number;
  /** Days in which nobody can delete a backup, at most 90. @default 0 @minimum 0 @maximum 90 */
  readonly deleteLockDays?: number;
}

export function backupProblems({ retentionDays, deleteLockDays }: Incomplete<GoogleBackupConfig>): Problem[] {
  return [
    ...(deleteLockDays !== undefined && deleteLockDays > (retentionDays ?? 35)
      ? [{ path: "backup.deleteLockDays", message: `${deleteLockDays} is longer than the backups are kept, ${retentionDays ?? 35} days` }]
      : []),
  ];
}

/** Nightly AWS Backup of the shared files and of the cluster's objects and volumes. */
export interface AwsBackupConfig {
  /** Number of days that a backup is kept. @default 35 @minimum 1 @maximum 3650 */
  readonly retentionDays?: number;
}

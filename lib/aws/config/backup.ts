/** Backups of the shared files and of the cluster's objects and volumes by AWS Backup, each night. */
export interface AwsBackupConfig {
  /** Days that a backup is kept. @default 35 @minimum 1 @maximum 3650 */
  readonly retentionDays?: number;
}

/** Settings of disks, shared files and object storage. */
export interface AwsStorageConfig {
  /**
   * Days in which deleted logs and backups can be restored.
   *
   * @default 30
   * @minimum 7
   * @maximum 365
   */
  readonly softDeleteDays?: number;

  /**
   * User and group that own everything on `haven-shared`: EFS gives each claim to one owner, whatever user writes, and doesn't let
   * a program change that.
   *
   * @default numbers of the driver's own, another for each claim
   */
  readonly sharedOwner?: AwsSharedOwner;
}

/** User and group that own the files of shared volumes. */
export interface AwsSharedOwner {
  /** Number of the user. @minimum 0 @maximum 4294967295 */
  readonly uid: number;
  /** Number of the group. @minimum 0 @maximum 4294967295 */
  readonly gid: number;
}

/** Settings of shared files and object storage. */
export interface AwsStorageConfig {
  /**
   * Number of days in which deleted logs and backups can be restored.
   *
   * @default 30
   * @minimum 7
   * @maximum 365
   */
  readonly softDeleteDays?: number;

  /**
   * User and group that own all files on `haven-shared`. EFS assigns each claim to one owner, no matter which user writes, and programs
   * can't change the owner.
   *
   * @default chosen by the driver, and different for each claim
   */
  readonly sharedOwner?: AwsSharedOwner;
}

/** User and group that own the files on shared volumes. */
export interface AwsSharedOwner {
  /** User id. @minimum 0 @maximum 4294967295 */
  readonly uid: number;
  /** Group id. @minimum 0 @maximum 4294967295 */
  readonly gid: number;
}

import { boundsProblems } from "../../core/validation/bounds";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";

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

export interface AwsSharedOwner {
  /** Number of the user. @minimum 0 */
  readonly uid: number;
  /** Number of the group. @minimum 0 */
  readonly gid: number;
}

export function storageProblems(given: Incomplete<AwsStorageConfig>): Problem[] {
  const { softDeleteDays, sharedOwner = {} } = literals<AwsStorageConfig>(given);
  return [
    ...boundsProblems("storage.softDeleteDays", softDeleteDays, 7, 365),
    ...boundsProblems("storage.sharedOwner.uid", sharedOwner.uid, 0, 4294967295),
    ...boundsProblems("storage.sharedOwner.gid", sharedOwner.gid, 0, 4294967295),
  ];
}

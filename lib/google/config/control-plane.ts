import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { accessProblems, type GoogleAccess } from "./access";
import { encryptionProblems, type GoogleEncryption } from "./encryption";
import { googleMaintenanceProblems, type GoogleMaintenanceWindow } from "./maintenance";
import { type GoogleUpgrades, upgradeProblems } from "./upgrades";

/** Props of a cluster that its control plane takes, as `GoogleHavenClusterProps` describes them. */
export interface GoogleControlPlaneConfig {
  readonly region: string;
  readonly upgrades?: GoogleUpgrades;
  readonly maintenance?: GoogleMaintenanceWindow;
  readonly access: GoogleAccess;
  readonly encryption?: GoogleEncryption;
}

/** What is wrong with the control plane, beside its schema. */
export function controlPlaneProblems({ region, ...props }: Incomplete<GoogleControlPlaneConfig>): Problem[] {
  return [
    ...upgradeProblems(props.upgrades),
    ...googleMaintenanceProblems(props.maintenance ?? {}),
    ...accessProblems(props.access ?? {}),
    ...encryptionProblems(props.encryption ?? {}, region),
  ];
}

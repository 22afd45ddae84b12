import { type Upgrades, versionProblems } from "../../core/cluster/kubernetes-version";
import { maintenanceProblems, type MaintenanceWindow } from "../../core/cluster/maintenance";
import { zonesOf } from "../../core/cluster/regions";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { accessProblems, type AzureAccess } from "./access";
import { type AzureEncryption, encryptionProblems } from "./encryption";
import { type AzureSystemPoolConfig, systemPoolProblems } from "./node-pool";
import { azureRegions } from "./regions";
import { aksVersions } from "./versions";

/** Props of a cluster that its control plane takes, as `AzureHavenClusterProps` describes them. */
export interface AzureControlPlaneConfig {
  readonly region: string;
  readonly kubernetesVersion?: string;
  readonly upgrades?: Upgrades;
  readonly maintenance?: MaintenanceWindow;
  readonly access: AzureAccess;
  readonly systemPool?: AzureSystemPoolConfig;
  readonly encryption?: AzureEncryption;
}

/** What is wrong with the control plane, beside its schema. */
export function controlPlaneProblems({ region, kubernetesVersion: version, ...props }: Incomplete<AzureControlPlaneConfig>): Problem[] {
  return [
    ...(version === undefined ? [] : versionProblems(aksVersions, version, props.upgrades ?? "patch")),
    ...maintenanceProblems(props.maintenance ?? {}),
    ...accessProblems(props.access ?? {}, region),
    ...systemPoolProblems(props.systemPool ?? {}, region === undefined ? [] : zonesOf(azureRegions, region)),
    ...encryptionProblems(props.encryption ?? {}),
  ];
}

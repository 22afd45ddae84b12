import { isToken } from "../../core/validation/literals";
import { isPrivate } from "../../core/addresses/addresses";
import { versionWarning } from "../../core/cluster/kubernetes-version";
import { pastFreezeWarnings } from "../../core/cluster/maintenance";
import { residencyWarning } from "../../core/cluster/regions";
import { today } from "../../core/validation/days";
import type { AzureHavenClusterProps } from "./cluster";
import { machineTypeWarning } from "./machine-types";
import { azureRegions, sharedFilesWarning } from "./regions";
import { aksVersions } from "./versions";

/** Warnings about props that are allowed and may still be a mistake. */
export function azureWarnings(props: AzureHavenClusterProps, kubernetesVersion: string): string[] {
  const { network, access, systemPool, nodePools } = props;
  const cidr = "cidr" in network ? network.cidr : undefined;
  const machineTypes = [systemPool?.machineType, ...nodePools.map(({ machineType }) => machineType)];
  return [
    versionWarning(aksVersions, kubernetesVersion),
    residencyWarning(azureRegions, props.region, props.residencyException),
    cidr === undefined || isPrivate(cidr)
      ? undefined
      : `network.cidr ${cidr} is not a private range: whoever has these addresses on the internet can't be reached from the cluster`,
    sharedFilesWarning(props.region),
    ...pastFreezeWarnings(props.maintenance ?? {}, today()),
    ...machineTypes.map((type) => (type === undefined || isToken(type) ? undefined : machineTypeWarning(type))),
    access.mode === "private"
      ? "the API is private: whatever applies the baseline must run inside the network (docs/private-api.md)"
      : undefined,
  ].filter((warning) => warning !== undefined);
}

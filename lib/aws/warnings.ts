import { Token } from "cdktf";
import { isPrivate } from "../core/addresses";
import { versionWarning } from "../core/kubernetes-version";
import { residencyWarning } from "../core/regions";
import type { AwsHavenClusterProps } from "./haven-cluster";
import { machineTypeWarning } from "./machine-types";
import { awsRegions } from "./regions";
import { eksVersions } from "./versions";

/** What isn't refused and still deserves a look. */
export function awsWarnings(props: AwsHavenClusterProps, kubernetesVersion: string): string[] {
  const { network, access, nodePools, autoMode } = props;
  const cidr = "cidr" in network ? network.cidr : undefined;
  const egress = "cidr" in network ? network.egress?.type : undefined;
  return [
    versionWarning(eksVersions, kubernetesVersion),
    residencyWarning(awsRegions, props.region, props.residencyException),
    cidr === undefined || isPrivate(cidr)
      ? undefined
      : `network.cidr ${cidr} is not a private range: whoever has these addresses on the internet can't be reached from the cluster`,
    egress === "nat-gateway-single" ? "network.egress is one NAT gateway: when its zone fails, nothing leaves the cluster" : undefined,
    autoMode?.enabled ? "autoMode is on: EKS' own nodes may all go, so Haven's three workers must be in the pools" : undefined,
    ...nodePools.map(({ machineType }) => (Token.isUnresolved(machineType) ? undefined : machineTypeWarning(machineType))),
    access.mode === "private"
      ? "the API is private: whatever applies the baseline must run inside the network (docs/private-api.md)"
      : undefined,
  ].filter((warning) => warning !== undefined);
}

import { isToken } from "../../core/validation/literals";
import { isPrivate } from "../../core/addresses/addresses";
import { versionWarning } from "../../core/cluster/kubernetes-version";
import { residencyWarning } from "../../core/cluster/regions";
import type { AwsHavenClusterProps } from "./cluster";
import { awsDefaults } from "./defaults";
import { machineTypeWarning, podAddresses } from "./machine-types";
import type { AwsNodePoolConfig } from "./node-pool";
import { awsRegions, zonesIn } from "./regions";
import { eksVersions } from "./versions";

/** Warnings about a valid configuration that deserves attention. */
export function awsWarnings(props: AwsHavenClusterProps, kubernetesVersion: string): string[] {
  const { network, access, nodePools, autoMode, addonVersions = {}, upgrades = "patch" } = props;
  const pinned = Object.keys(addonVersions);
  const cidr = "cidr" in network ? network.cidr : undefined;
  const egress = "cidr" in network ? network.egress?.type : undefined;
  return [
    versionWarning(eksVersions, kubernetesVersion),
    residencyWarning(awsRegions, props.region, props.residencyException),
    cidr === undefined || isPrivate(cidr)
      ? undefined
      : `network.cidr ${cidr} is not a private range: the cluster can't reach internet hosts with these addresses`,
    egress === "nat-gateway-single"
      ? "network.egress is one NAT gateway for all zones: if its zone fails, no traffic can leave the cluster"
      : undefined,
    autoMode?.enabled
      ? "autoMode is on: EKS may remove all of its own nodes, so the pools must hold the three workers that Haven requires"
      : undefined,
    ...nodePools.map(({ machineType }) => (isToken(machineType) ? undefined : machineTypeWarning(machineType))),
    ...nodePools.map((pool) => podRoomWarning(pool, "podCidr" in network && network.podCidr !== undefined)),
    ingressRulesWarning(props),
    pinned.length > 0 && upgrades === "patch"
      ? `addonVersions pins ${pinned.join(", ")}: upgrades: patch doesn't update a pinned add-on, not even after a new minor`
      : undefined,
    access.mode === "private" ? "the API is private: apply the baseline from inside the network (docs/private-api.md)" : undefined,
  ].filter((warning) => warning !== undefined);
}

/** Warns if the kubelet's limit is higher than the number of addresses: pods without an address wait forever. */
function podRoomWarning({ name, machineType, maxPods = awsDefaults.maxPods }: AwsNodePoolConfig, apart: boolean): string | undefined {
  if (isToken(machineType)) return undefined;
  const room = podAddresses(machineType, apart);
  return room === undefined || room >= maxPods
    ? undefined
    : `pool ${name}: ${machineType} has addresses for ${room} pods, but accepts up to ${maxPods}; set maxPods: ${room}, or choose a larger type`;
}

/** Default limit of rules per security group (VPC quota L-0EA8095F). */
const defaultRules = 60;

/**
 * For each range EKS creates three rules in the cluster's own security group: for HTTP, for HTTPS and for path MTU. The group also has one
 * rule for nodes, and one rule per zone for health checks.
 */
function ingressRulesWarning({ network, region }: AwsHavenClusterProps): string | undefined {
  const { ingress } = network;
  const ranges = ingress?.exposure === "public" ? ingress.allowedCidrs : undefined;
  if (ranges === undefined || isToken(ranges)) return undefined;
  const rules = 1 + zonesIn(region).length + 3 * ranges.length;
  return rules > defaultRules
    ? `network.ingress.allowedCidrs: ${ranges.length} ranges need about ${rules} rules in one security group, and AWS allows ${defaultRules} by default; request a higher quota (L-0EA8095F), or the load balancer stays closed`
    : undefined;
}

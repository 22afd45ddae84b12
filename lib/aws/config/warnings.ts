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

/** What isn't refused and still deserves a look. */
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
      : `network.cidr ${cidr} is not a private range: whoever has these addresses on the internet can't be reached from the cluster`,
    egress === "nat-gateway-single" ? "network.egress is one NAT gateway: when its zone fails, nothing leaves the cluster" : undefined,
    autoMode?.enabled ? "autoMode is on: EKS' own nodes may all go, so Haven's three workers must be in the pools" : undefined,
    ...nodePools.map(({ machineType }) => (isToken(machineType) ? undefined : machineTypeWarning(machineType))),
    ...nodePools.map((pool) => podRoomWarning(pool, "podCidr" in network && network.podCidr !== undefined)),
    ingressRulesWarning(props),
    pinned.length > 0 && upgrades === "patch"
      ? `addonVersions pins ${pinned.join(", ")}: what upgrades: patch renews at each plan stays as it is there, after a new minor too`
      : undefined,
    access.mode === "private"
      ? "the API is private: whatever applies the baseline must run inside the network (docs/private-api.md)"
      : undefined,
  ].filter((warning) => warning !== undefined);
}

/** The kubelet takes pods up to its own limit; those without an address wait for ever. */
function podRoomWarning({ name, machineType, maxPods = awsDefaults.maxPods }: AwsNodePoolConfig, apart: boolean): string | undefined {
  if (isToken(machineType)) return undefined;
  const room = podAddresses(machineType, apart);
  return room === undefined || room >= maxPods
    ? undefined
    : `pool ${name}: ${machineType} has addresses for ${room} pods, and takes up to ${maxPods}; set maxPods: ${room}, or take a larger type`;
}

/** Rules that a security group may have, in an account that didn't ask for more (VPC quota L-0EA8095F). */
const defaultRules = 60;

/**
 * For each range EKS makes a rule for HTTP, one for HTTPS and one for path MTU, all in the cluster's own security group. There is its
 * rule for nodes already, and one for health checks from each zone.
 */
function ingressRulesWarning({ network, region }: AwsHavenClusterProps): string | undefined {
  const { ingress } = network;
  const ranges = ingress?.exposure === "public" ? ingress.allowedCidrs : undefined;
  if (ranges === undefined || isToken(ranges)) return undefined;
  const rules = 1 + zonesIn(region).length + 3 * ranges.length;
  return rules > defaultRules
    ? `network.ingress.allowedCidrs: ${ranges.length} ranges make some ${rules} rules in one security group, where AWS takes ${defaultRules} until you ask for more (quota L-0EA8095F); without it the load balancer is never opened`
    : undefined;
}

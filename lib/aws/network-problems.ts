import { allowedCidrProblems, cidrProblems, type NamedRange, overlapProblems } from "../core/addresses";
import type { Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { literalProblems, literals } from "../core/literals";
import type { NodePoolProps } from "../core/node-pool";
import { addressPlanProblems, serviceRangeProblems } from "./address-plan";
import { idProblems } from "./arns";
import { awsDefaults } from "./defaults";
import type { AwsIngress } from "./ingress";
import type { AwsExistingNetwork, AwsNewNetwork } from "./network";
import { zonesIn } from "./regions";

export type IncompleteNetwork = Incomplete<AwsNewNetwork & AwsExistingNetwork>;

/** What AWS or EKS would refuse of a network, of our own or existing; `pools` are those of the cluster, or none where they aren't known. */
export function networkProblems(
  given: IncompleteNetwork,
  pools: readonly Incomplete<NodePoolProps>[],
  region: string | undefined,
): Problem[] {
  const network: IncompleteNetwork = literals<AwsNewNetwork & AwsExistingNetwork>(given);
  const { cidr, podCidr, existing, peerings = [], transitGateway, egress, resolverRuleIds = [] } = network;
  const own: NamedRange[] = [
    ...(cidr === undefined ? [] : [{ path: "network.cidr", cidr }]),
    ...(podCidr === undefined ? [] : [{ path: "network.podCidr", cidr: podCidr }]),
    ...(existing?.cidrs ?? []).map((range, index) => ({ path: `network.existing.cidrs[${index}]`, cidr: range })),
  ];
  const others: NamedRange[] = [
    ...(transitGateway?.cidrs ?? []).map((range, at) => ({ path: `network.transitGateway.cidrs[${at}]`, cidr: range })),
    ...peerings.flatMap(({ cidrs = [] }, index) =>
      cidrs.map((range, at) => ({ path: `network.peerings[${index}].cidrs[${at}]`, cidr: range })),
    ),
  ];
  const names = peerings.map(({ name }) => name);
  const remotes = peerings.map(({ vpcId }) => vpcId);
  return [
    ...literalProblems({ "network.cidr": given.cidr, "network.podCidr": given.podCidr }),
    ...(cidr === undefined ? [] : addressPlanProblems(cidr, podCidr, region === undefined ? [] : zonesIn(region), pools)),
    ...[...own.filter(({ path }) => path.startsWith("network.existing")), ...others].flatMap(cidrProblems),
    ...overlapProblems([...own, ...others]),
    ...serviceRangeProblems(network.serviceCidr ?? awsDefaults.serviceCidr, [...own, ...others]),
    ...(transitGateway?.id === undefined ? [] : idProblems("network.transitGateway.id", transitGateway.id, "tgw")),
    ...(egress?.type === "transit-gateway" && given.transitGateway === undefined
      ? [{ path: "network.egress", message: "goes through network.transitGateway, which is missing" }]
      : []),
    ...peerings.flatMap(({ name, vpcId, accountId, cidrs }, index) => {
      const at = (key: string) => `network.peerings[${index}].${key}`;
      return [
        ...(name !== undefined && names.indexOf(name) < index ? [{ path: at("name"), message: `"${name}" is used twice` }] : []),
        ...(vpcId === undefined ? [] : idProblems(at("vpcId"), vpcId, "vpc")),
        ...(vpcId !== undefined && remotes.indexOf(vpcId) < index
          ? [{ path: at("vpcId"), message: "is peered already; AWS takes one peering with a network" }]
          : []),
        ...(accountId === undefined ? [] : accountProblems(at("accountId"), accountId)),
        ...(cidrs?.length === 0 ? [{ path: at("cidrs"), message: "is empty; nothing would be reached through the peering" }] : []),
      ];
    }),
    ...resolverRuleIds.flatMap((id, index) => [
      ...idProblems(`network.resolverRuleIds[${index}]`, id, "rslvr-rr"),
      ...(resolverRuleIds.indexOf(id) < index ? [{ path: `network.resolverRuleIds[${index}]`, message: `${id} is there twice` }] : []),
    ]),
    ...ingressProblems(network.ingress ?? {}),
    ...existingProblems(existing, region),
  ];
}

function accountProblems(path: string, accountId: string): Problem[] {
  return /^\d{12}$/.test(accountId) ? [] : [{ path, message: `"${accountId}" is not the twelve digits of an account (quoted, in YAML)` }];
}

function ingressProblems(ingress: Incomplete<AwsIngress>): Problem[] {
  const path = "network.ingress.allowedCidrs";
  const allowedCidrs = "allowedCidrs" in ingress ? ingress.allowedCidrs : undefined;
  if (allowedCidrs === undefined) return [];
  if (allowedCidrs.length === 0) return [{ path, message: "is empty; nobody could come in", hint: "leave it out for everyone" }];
  return allowedCidrProblems(path, allowedCidrs);
}

function existingProblems(existing: Incomplete<AwsExistingNetwork["existing"]> | undefined, region: string | undefined): Problem[] {
  if (existing === undefined) return [];
  const { vpcId, zones, cidrs } = existing;
  const path = "network.existing";
  const known = region === undefined ? [] : zonesIn(region);
  const names = (zones ?? []).map(({ zone }) => zone);
  const subnets = (zones ?? []).flatMap(({ nodes, controlPlane }, index) => [
    { path: `${path}.zones[${index}].nodes`, id: nodes },
    // One subnet may be for both.
    ...(controlPlane === nodes ? [] : [{ path: `${path}.zones[${index}].controlPlane`, id: controlPlane }]),
  ]);
  return [
    ...(vpcId === undefined ? [] : idProblems(`${path}.vpcId`, vpcId, "vpc")),
    ...(cidrs?.length === 0 ? [{ path: `${path}.cidrs`, message: "is empty; name the ranges of the VPC" }] : []),
    ...(zones !== undefined && new Set(names).size < 2
      ? [{ path: `${path}.zones`, message: "names fewer than two zones, which EKS and Haven ask for" }]
      : []),
    ...names.flatMap((zone, index) => [
      ...(zone !== undefined && known.length > 0 && !known.includes(zone)
        ? [{ path: `${path}.zones[${index}].zone`, message: `"${zone}" is not a zone of ${region}; it has ${known.join(", ")}` }]
        : []),
      ...(names.indexOf(zone) < index ? [{ path: `${path}.zones[${index}].zone`, message: `"${zone}" is there twice` }] : []),
    ]),
    ...subnets.flatMap(({ path: at, id }, index) => [
      ...(id === undefined ? [] : idProblems(at, id, "subnet")),
      ...(id !== undefined && subnets.findIndex((other) => other.id === id) < index
        ? [{ path: at, message: `${id} is there twice; a subnet is in one zone` }]
        : []),
    ]),
  ];
}

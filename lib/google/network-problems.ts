import { allowedCidrProblems, cidrProblems, type NamedRange, overlapProblems } from "../core/addresses";
import { boundsProblems } from "../core/bounds";
import type { Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { literalProblems, literals } from "../core/literals";
import type { NodePoolProps } from "../core/node-pool";
import { addressPlanProblems, secondaryRangeProblems } from "./address-plan";
import type { GoogleIngress } from "./ingress";
import type { GoogleExistingNetwork, GoogleNewNetwork, GooglePeering } from "./network";
import { zonesIn } from "./regions";
import { partOf, resourceNameProblems } from "./resource-names";

export type IncompleteNetwork = Incomplete<GoogleNewNetwork & GoogleExistingNetwork>;

/** What Google or GKE would refuse of a network, of our own or existing; `pools` are those of the cluster, or none where they aren't known. */
export function networkProblems(
  given: IncompleteNetwork,
  pools: readonly Incomplete<NodePoolProps>[],
  region: string | undefined,
): Problem[] {
  const network: IncompleteNetwork = literals<GoogleNewNetwork & GoogleExistingNetwork>(given);
  const { cidr, existing, ranges = {}, egress, egressRules, peerings = [] } = network;
  const zones = region === undefined ? [] : zonesIn(region);
  const own: NamedRange[] = cidr === undefined ? [] : [{ path: "network.cidr", cidr }];
  const peered: NamedRange[] = peerings.flatMap(({ cidrs = [] }, index) =>
    cidrs.map((range, at) => ({ path: `network.peerings[${index}].cidrs[${at}]`, cidr: range })),
  );
  return [
    ...literalProblems({ "network.cidr": given.cidr, "network.podCidr": given.podCidr, "network.serviceCidr": given.serviceCidr }),
    ...(cidr === undefined
      ? []
      : [
          ...addressPlanProblems(cidr, ranges, pools, zones),
          ...peered.flatMap(cidrProblems),
          ...overlapProblems([...own, ...peered]),
          ...secondaryRangeProblems(network, [...own, ...peered], pools, zones),
        ]),
    ...(egress !== undefined && "addresses" in egress ? boundsProblems("network.egress.addresses", egress.addresses, 1, 16) : []),
    ...(egressRules?.allowedCidrs === undefined ? [] : egressRuleProblems(egressRules.allowedCidrs)),
    ...peeringProblems(peerings),
    ...ingressProblems(network.ingress ?? {}),
    ...existingProblems(existing, region),
  ];
}

function egressRuleProblems(allowedCidrs: readonly string[]): Problem[] {
  const path = "network.egressRules.allowedCidrs";
  if (allowedCidrs.length === 0) {
    return [
      { path, message: "is empty; nodes could pull no image but Google's", hint: "name the registry that charts.registry mirrors to" },
    ];
  }
  return allowedCidrs.flatMap((cidr, index) => {
    const at = `${path}[${index}]`;
    return cidr === "0.0.0.0/0"
      ? [{ path: at, message: `${cidr} allows everything`, hint: "leave egressRules out" }]
      : cidrProblems({ path: at, cidr });
  });
}

function peeringProblems(peerings: readonly Incomplete<GooglePeering>[]): Problem[] {
  const names = peerings.map(({ name }) => name);
  const remotes = peerings.map(({ network }) => network);
  return peerings.flatMap(({ name, network }, index) => {
    const at = (key: string) => `network.peerings[${index}].${key}`;
    return [
      ...(name !== undefined && !/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)
        ? [{ path: at("name"), message: `"${name}" is not a name: a lower case letter, then letters, digits and dashes, 63 at most` }]
        : []),
      ...(name !== undefined && names.indexOf(name) < index ? [{ path: at("name"), message: `"${name}" is used twice` }] : []),
      ...(network === undefined ? [] : resourceNameProblems(at("network"), network, "network")),
      ...(network !== undefined && remotes.indexOf(network) < index
        ? [{ path: at("network"), message: "is peered already; Google takes one peering with a network" }]
        : []),
    ];
  });
}

function ingressProblems(ingress: Incomplete<GoogleIngress>): Problem[] {
  const path = "network.ingress.allowedCidrs";
  const allowedCidrs = "allowedCidrs" in ingress ? ingress.allowedCidrs : undefined;
  if (allowedCidrs === undefined) return [];
  if (allowedCidrs.length === 0) return [{ path, message: "is empty; nobody could come in", hint: "leave it out for everyone" }];
  return allowedCidrProblems(path, allowedCidrs);
}

function existingProblems(existing: Incomplete<GoogleExistingNetwork["existing"]> | undefined, region: string | undefined): Problem[] {
  if (existing === undefined) return [];
  const { network, subnetwork, fileRangeName, podRangeName, serviceRangeName } = existing;
  const path = "network.existing";
  const place = subnetwork === undefined ? undefined : partOf(subnetwork, "regions");
  const [host, home] = [network, subnetwork].map((resource) => (resource === undefined ? undefined : partOf(resource, "projects")));
  return [
    ...(network === undefined ? [] : resourceNameProblems(`${path}.network`, network, "network")),
    ...(subnetwork === undefined ? [] : resourceNameProblems(`${path}.subnetwork`, subnetwork, "subnetwork")),
    ...(place !== undefined && region !== undefined && place !== region
      ? [{ path: `${path}.subnetwork`, message: `is in ${place}, and the cluster in ${region}` }]
      : []),
    ...(host !== undefined && home !== undefined && host !== home
      ? [{ path: `${path}.subnetwork`, message: `is in the project ${home}, and the network in ${host}` }]
      : []),
    ...Object.entries({ fileRangeName, podRangeName, serviceRangeName })
      .filter(([, name]) => name !== undefined && !/^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name))
      .map(([key, name]) => ({ path: `${path}.${key}`, message: `"${name}" is not the name of a range` })),
    ...(podRangeName !== undefined && podRangeName === serviceRangeName
      ? [{ path: `${path}.serviceRangeName`, message: "is the range of the pods too" }]
      : []),
  ];
}

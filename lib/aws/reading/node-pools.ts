import type { Hardening, NodePoolEvidence } from "../../core/reading/evidence";
import type { Fact } from "../../core/reading/fact";
import type { Json } from "../../core/reading/json";
import {
  attribute,
  boolean,
  derive,
  merged,
  number,
  object,
  type Resource,
  resourceAt,
  resourcesReferring,
  type StackJson,
  string,
} from "../../core/reading/terraform-json";
import type { AwsAddresses } from "./addresses";

/** A pool of the cluster file, with its node groups: one per zone. */
export interface PoolGroups {
  readonly name: string;
  readonly groups: readonly Resource[];
}

/**
 * The pools of a cluster. A group that somebody removed leaves no trace in the JSON, so the groups of the construct are found by their
 * addresses. A group that somebody added is a pool of its own.
 */
export function poolsIn(stack: StackJson, { cluster, nodePools }: AwsAddresses): readonly PoolGroups[] {
  const own = nodePools.map(({ name, groups }) => ({ name, groups: groups.map((group) => resourceAt(stack, group)) }));
  const known = new Set(nodePools.flatMap(({ groups }) => groups));
  const added = resourcesReferring(stack, "aws_eks_node_group", "cluster_name", cluster).filter(({ address }) => !known.has(address));
  return [
    ...own,
    ...added.map((group) => ({
      name: attribute(group, "node_group_name_prefix", string).value?.replace(/-$/, "") ?? group.address,
      groups: [group],
    })),
  ];
}

/** A bound of a pool, over all zones together. */
export function totalNodes({ groups }: PoolGroups, bound: "min_size" | "max_size"): Fact<number> {
  return merged(
    groups.map((group) => attribute(group, `scaling_config.${bound}`, number)),
    (sizes) => sizes.reduce((sum, size) => sum + size, 0),
  );
}

/** Where the groups of a pool differ, the one that speaks against a check counts. */
export function poolEvidence(stack: StackJson, pool: PoolGroups): NodePoolEvidence {
  const groups = pool.groups.map((group) => groupEvidence(stack, group));
  const all = (flags: readonly boolean[]) => flags.every(Boolean);
  const any = (flags: readonly boolean[]) => flags.some(Boolean);
  return {
    name: pool.name,
    takesApplications: merged(
      groups.map((group) => group.takesApplications),
      all,
    ),
    zones: merged(
      groups.map(({ zones }) => zones),
      united,
    ),
    minNodes: totalNodes(pool, "min_size"),
    populatedZones: merged(groups.map(populatedZones), united),
    spot: merged(
      groups.map(({ spot }) => spot),
      any,
    ),
    publicAddresses: merged(
      groups.map(({ publicAddresses: exposed }) => exposed),
      any,
    ),
    hardening: merged(
      groups.map((group) => group.hardening),
      (images) => [...images].sort((one, other) => weakness(other) - weakness(one))[0],
    ),
  };
}

const united = (zones: readonly (readonly string[])[]) => [...new Set(zones.flat())].sort();

const weakness = ({ module, caveat }: Hardening) => (module === "none" ? 2 : caveat ? 1 : 0);

/** A group has its own minimum, so nodes of other groups say nothing about its zone. */
function populatedZones({ zones, minNodes }: GroupEvidence): Fact<readonly string[]> {
  return merged<unknown, readonly string[]>([zones, minNodes], () => ((minNodes.value ?? 0) > 0 ? zones.value : []));
}

type GroupEvidence = Omit<NodePoolEvidence, "name" | "populatedZones">;

/** One group, which is in one zone. */
function groupEvidence(stack: StackJson, group: Resource): GroupEvidence {
  const at = <T>(name: string, as: (value: Json) => T | undefined): Fact<T> => attribute(group, name, as);
  const subnet = referred(stack, group, "subnet_ids");
  const template = referred(stack, group, "launch_template.id");
  return {
    takesApplications:
      "taint" in group.attributes
        ? at("taint", takesApplications)
        : derive(
            at("scaling_config", () => true),
            () => true,
          ),
    // The zone is the subnet's; of one that was there before, only AWS knows it.
    zones: subnet
      ? derive(attribute(subnet, "availability_zone", string), (zone) => [zone])
      : at<readonly string[]>("subnet_ids", () => undefined),
    minNodes: at("scaling_config.min_size", number),
    spot: "capacity_type" in group.attributes ? at("capacity_type", isSpot) : derive(at("node_group_name_prefix", string), () => false),
    publicAddresses: template && subnet ? publicAddresses(template, subnet) : at<boolean>("subnet_ids", () => undefined),
    hardening: at("ami_type", (type) => hardening(string(type))),
  };
}

const isSpot = (type: Json) => (string(type) === undefined ? undefined : type === "SPOT");

/** What a reference in an attribute leads to, when it is in the same stack. */
function referred(stack: StackJson, from: Resource, path: string): Resource | undefined {
  const { value } = attribute(from, path, (found) => (Array.isArray(found) && found.length === 1 ? (found[0] as Json) : found));
  const [, address] = /^\$\{([\w-]+\.[\w-]+)\.id\}$/.exec(typeof value === "string" ? value : "") ?? [];
  return stack.resources.find((resource) => resource.address === address);
}

/** The template may ask for an address, and where it says nothing the subnet decides. */
function publicAddresses(template: Resource, subnet: Resource): Fact<boolean> {
  if ("network_interfaces" in template.attributes) {
    return attribute(template, "network_interfaces.associate_public_ip_address", (given) =>
      // A text in this resource, since it may also say nothing.
      string(given) === undefined ? boolean(given) : given === "true",
    );
  }
  return attribute(subnet, "map_public_ip_on_launch", boolean);
}

function takesApplications(taints: Json): boolean | undefined {
  if (!Array.isArray(taints)) return undefined;
  const effects = taints.map((taint: Json) => object(taint).effect);
  return effects.every((effect) => typeof effect === "string")
    ? !effects.some((effect) => effect === "NO_SCHEDULE" || effect === "NO_EXECUTE")
    : undefined;
}

// What AWS' and Bottlerocket's documentation said on 2026-11-22.
function hardening(amiType: string | undefined): Hardening | undefined {
  if (amiType === undefined) return undefined;
  if (amiType.startsWith("BOTTLEROCKET_")) return { image: "Bottlerocket", module: "SELinux" };
  if (amiType.startsWith("AL2023_")) {
    return {
      image: "Amazon Linux 2023",
      module: "SELinux",
      caveat: {
        en: "it only warns there and stops nothing, so HCC most likely says no",
        nl: "het waarschuwt daar alleen en houdt niets tegen, dus HCC zegt hoogstwaarschijnlijk nee",
      },
    };
  }
  if (amiType.startsWith("WINDOWS_")) return { image: "Windows", module: "none" };
  return undefined;
}

import type { AppJson } from "../../core/reading/app-json";
import type { Hardening, NodePoolEvidence } from "../../core/reading/evidence";
import type { Fact } from "../../core/reading/fact";
import type { Json } from "../../core/reading/json";
import { follow, type InStack, judgedOf, resourcesNaming } from "../../core/reading/references";
import {
  attribute,
  attributeOr,
  boolean,
  merged,
  number,
  object,
  type Resource,
  resourceAt,
  type StackJson,
  string,
  through,
} from "../../core/reading/terraform-json";
import type { AwsAddresses } from "./addresses";

/** A pool of the cluster file, with its node groups: one per zone. */
export interface PoolGroups {
  readonly name: string;
  readonly groups: readonly InStack[];
}

/**
 * The pools of a cluster. A group that somebody removed leaves no trace in the JSON, so the groups of the construct are found by their
 * addresses. A group that somebody added, in any stack of the app, is a pool of its own.
 */
export function poolsIn(app: AppJson, stack: StackJson, { cluster, nodePools }: AwsAddresses): readonly PoolGroups[] {
  const own = nodePools.map(({ name, groups }) => ({
    name,
    groups: groups.map((group) => ({ stack, resource: resourceAt(stack, group) })),
  }));
  const known = judgedOf(own.flatMap(({ groups }) => groups.map(({ resource }) => resource)));
  const added = resourcesNaming(app, "aws_eks_node_group", "cluster_name", { stack, address: cluster, nameIn }).filter(
    ({ resource }) => !known.has(`${resource.stack} ${resource.address}`),
  );
  return [
    ...own,
    ...added.map((group) => ({
      name: attribute(group.resource, "node_group_name_prefix", string).value?.replace(/-$/, "") ?? group.resource.address,
      groups: [group],
    })),
  ];
}

/** Name of a cluster in its ARN. */
export const nameIn = (text: string) => /^arn:.*:cluster\/([^/]+)$/.exec(text)?.[1] ?? text;

/** A bound of a pool, over all zones together. */
export function totalNodes(groups: readonly Resource[], bound: "min_size" | "max_size"): Fact<number> {
  return merged(
    groups.map((group) => attribute(group, `scaling_config.${bound}`, number)),
    (sizes) => sizes.reduce((sum, size) => sum + size, 0),
  );
}

/** Where the groups of a pool differ, the one that speaks against a check counts. */
export function poolEvidence(app: AppJson, pool: PoolGroups): NodePoolEvidence {
  const groups = pool.groups.map((group) => groupEvidence(app, group));
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
    minNodes: totalNodes(
      pool.groups.map(({ resource }) => resource),
      "min_size",
    ),
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
function groupEvidence(app: AppJson, { stack, resource: group }: InStack): GroupEvidence {
  const at = <T>(name: string, as: (value: Json) => T | undefined): Fact<T> => attribute(group, name, as);
  const subnet = referred(app, stack, group, "subnet_ids");
  const template = referred(app, stack, group, "launch_template.id");
  const inSubnet = at("subnet_ids", (ids) => (Array.isArray(ids) ? true : undefined));
  return {
    takesApplications: through(
      template
        ? [usedBy(group, template), registersNoTaint(template)]
        : // A template that isn't in this app may have the kubelet register its node with taints.
          [attributeOr(group, "launch_template", () => undefined, true)],
      attributeOr(group, "taint", takesApplications, true),
      (takes) => takes,
    ),
    // The zone is the subnet's; of one that was there before, only AWS knows it.
    zones: subnet
      ? through([inSubnet], attribute(subnet, "availability_zone", string), (zone) => [zone])
      : at<readonly string[]>("subnet_ids", () => undefined),
    minNodes: at("scaling_config.min_size", number),
    spot: attributeOr(group, "capacity_type", isSpot, false),
    publicAddresses:
      template && subnet
        ? through([inSubnet, usedBy(group, template)], publicAddresses(template, subnet), (exposed) => exposed)
        : at<boolean>("subnet_ids", () => undefined),
    hardening: at("ami_type", (type) => hardening(string(type))),
  };
}

/** Whether the nodes follow a launch template as it is in the code, and not an older version of it. */
const usedBy = (group: Resource, template: Resource): Fact<boolean> =>
  attribute(group, "launch_template.version", (version) =>
    version === "$Latest" ||
    version === `\${tostring(${template.address}.latest_version)}` ||
    version === `\${${template.address}.latest_version}`
      ? true
      : undefined,
  );

/** User data may have the kubelet register its node with taints, which no node group shows. */
const registersNoTaint = (template: Resource): Fact<boolean> =>
  attributeOr(
    template,
    "user_data",
    (data) => {
      if (typeof data !== "string") return undefined;
      const literal = string(data);
      const text = literal === undefined ? data.replace(/^\$\{base64encode\("/, "") : Buffer.from(literal, "base64").toString();
      return /[$%]\{|taint/i.test(text) ? undefined : true;
    },
    true,
  );

const isSpot = (type: Json) => (type === "SPOT" ? true : type === "ON_DEMAND" ? false : undefined);

/** Resource that a reference in an attribute leads to. */
function referred(app: AppJson, stack: StackJson, from: Resource, path: string): Resource | undefined {
  const { value } = attribute(from, path, (found) => (Array.isArray(found) && found.length === 1 ? (found[0] as Json) : found));
  const found = follow(app, stack, value, ["aws_subnet", "aws_launch_template"]);
  return found.kind === "object" && !found.isData ? resourceAt(found.stack, found.address) : undefined;
}

/** The template may ask for an address. Where it says nothing, the subnet decides. */
function publicAddresses(template: Resource, subnet: Resource): Fact<boolean> {
  const interfaces = attributeOr<"none" | "some">(template, "network_interfaces", () => "some", "none");
  if (interfaces.value !== "some") return through([interfaces], attribute(subnet, "map_public_ip_on_launch", boolean), (on) => on);
  return attribute(template, "network_interfaces.associate_public_ip_address", (given) =>
    // A text in this resource, since it may also say nothing. Terraform reads more texts as true than the one that counts as false.
    given === "false" || given === false ? false : given === "true" || given === true ? true : undefined,
  );
}

const repels: Readonly<Record<string, boolean>> = { NO_SCHEDULE: true, NO_EXECUTE: true, PREFER_NO_SCHEDULE: false };

function takesApplications(taints: Json): boolean | undefined {
  const list = Array.isArray(taints) ? (taints as readonly Json[]) : [taints];
  const effects = list.map((taint) => repels[string(object(taint).effect ?? null) ?? ""]);
  return effects.includes(undefined) ? undefined : !effects.includes(true);
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

import { clusterIdentity, type Intent } from "../../core/cluster/cluster-identity";
import { eeaRegions } from "../../core/cluster/regions";
import type { ClusterEvidence, Hardening, NodePoolEvidence } from "../../core/reading/evidence";
import type { Fact } from "../../core/reading/fact";
import { literalSecrets } from "../../core/reading/secrets";
import {
  attribute,
  boolean,
  derive,
  number,
  object,
  type Resource,
  resourceAt,
  resourcesReferring,
  type StackJson,
  string,
  strings,
} from "../../core/reading/terraform-json";
import type { Json } from "../../core/reading/json";
import { awsRegions } from "../config/regions";
import { eksVersions } from "../config/versions";
import type { AwsAddresses } from "./addresses";

/**
 * Where the proof for each check is on AWS.
 *
 * The addresses only say which resources are the cluster's; every value is read from the JSON, so that what an override
 * changed or took out is seen.
 */
export function awsEvidence(stack: StackJson, addresses: AwsAddresses, intent: Intent): ClusterEvidence {
  const eks = resourceAt(stack, addresses.cluster);
  const groups = resourcesReferring(stack, "aws_eks_node_group", "cluster_name", eks.address);
  const made = addresses.nodePools.flatMap(({ groups: own }) => own);
  const logGroup = resourceAt(stack, addresses.logGroup);
  const categories = attribute(eks, "enabled_cluster_log_types", strings);
  const managed = attribute(eks, "name", (name) => (typeof name === "string" ? true : undefined));
  return {
    cluster: clusterIdentity(
      { name: addresses.name, provider: "aws", platform: "eks" },
      intent,
      { asOf: awsRegions.asOf, regions: eeaRegions(awsRegions) },
      eksVersions,
    ),
    controlPlane: {
      managed,
      // EKS runs every control plane over the zones of its subnets, and takes no fewer than two.
      redundant: attribute(eks, "vpc_config.subnet_ids", (ids) => (Array.isArray(ids) && ids.length >= 2 ? true : undefined)),
      kubernetesVersion: attribute(eks, "version", string),
      rbac: attribute(eks, "access_config.authentication_mode", (mode) => (mode === "API" ? true : undefined)),
      // EKS encrypts Secrets with a key of its own where no other is named.
      secretsEncryption:
        "encryption_config" in eks.attributes
          ? attribute(eks, "encryption_config.provider.key_arn", (key) => (typeof key === "string" ? ("own key" as const) : undefined))
          : derive(managed, () => "platform key" as const),
      metricsServer: attribute(
        resourceAt(stack, addresses.metricsServer ?? "aws_eks_addon"),
        "addon_name",
        (name) => name === "metrics-server",
      ),
    },
    api: {
      public: attribute(eks, "vpc_config.endpoint_public_access", boolean),
      allowedCidrs: attribute(eks, "vpc_config.public_access_cidrs", strings),
    },
    // A group that somebody took out leaves no trace in the JSON; the ones that the construct made are looked for by name.
    nodePools: [...new Set([...made, ...groups.map(({ address }) => address)])].map((address) => {
      const pool = addresses.nodePools.find((each) => each.groups.includes(address));
      return groupEvidence(stack, resourceAt(stack, address), pool?.name);
    }),
    regions: regionsIn(stack),
    auditLog: {
      categories,
      audit: derive(categories, (names) => names.includes("audit")),
      retentionDays: logsOf(addresses.name, logGroup)
        ? attribute(logGroup, "retention_in_days", number)
        : { ...categories, value: undefined },
    },
    deletionProtection: attribute(eks, "lifecycle.prevent_destroy", boolean),
    backend: stack.backend,
    literalSecrets: literalSecrets(stack),
  };
}

/** EKS writes to the group of this name, and to no other. */
function logsOf(clusterName: string, { attributes }: Resource): boolean {
  return attributes.name === `/aws/eks/${clusterName}/cluster`;
}

/**
 * The provider says the region of what says none itself; a subnet says it by its zone, and can be made nowhere else. An override may
 * move any resource.
 */
function regionsIn(stack: StackJson): Fact<string>[] {
  const providers = object(stack.json.provider).aws;
  const blocks: readonly Json[] = Array.isArray(providers) ? (providers as readonly Json[]) : [];
  const zone = (name: Json) => /^(.+-\d+)[a-z]$/.exec(string(name) ?? "")?.[1];
  return [
    ...stack.resources
      .filter(({ type, attributes }) => type.startsWith("aws_") && "region" in attributes)
      .map((resource) => attribute(resource, "region", string)),
    ...blocks.map((block) => ({
      value: string(object(block).region ?? null),
      origin: { stack: stack.name, address: "provider.aws", attribute: "region" },
    })),
    ...stack.resources.filter(({ type }) => type === "aws_subnet").map((subnet) => attribute(subnet, "availability_zone", zone)),
  ];
}

/** One group, which is in one zone. A group that no pool of ours made goes by its own name. */
function groupEvidence(stack: StackJson, group: Resource, pool: string | undefined): NodePoolEvidence {
  const at = <T>(name: string, as: (value: Json) => T | undefined): Fact<T> => attribute(group, name, as);
  const name = at("node_group_name_prefix", string);
  const subnet = referred(stack, group, "subnet_ids");
  const template = referred(stack, group, "launch_template.id");
  return {
    name: pool ?? name.value?.replace(/-$/, "") ?? group.address,
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
    spot: "capacity_type" in group.attributes ? at("capacity_type", isSpot) : derive(name, () => false),
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

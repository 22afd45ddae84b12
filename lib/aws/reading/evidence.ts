import { clusterIdentity, type Intent } from "../../core/cluster/cluster-identity";
import { eeaRegions } from "../../core/cluster/regions";
import type { ClusterEvidence } from "../../core/reading/evidence";
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
  type StackJson,
  string,
  strings,
} from "../../core/reading/terraform-json";
import type { Json } from "../../core/reading/json";
import { awsRegions } from "../config/regions";
import { eksVersions } from "../config/versions";
import type { AwsAddresses } from "./addresses";
import { poolEvidence, poolsIn } from "./node-pools";

/**
 * Where the proof for each check is on AWS.
 *
 * The addresses only say which resources are the cluster's; every value is read from the JSON, so that what an override
 * changed or took out is seen.
 */
export function awsEvidence(stack: StackJson, addresses: AwsAddresses, intent: Intent): ClusterEvidence {
  const eks = resourceAt(stack, addresses.cluster);
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
    nodePools: poolsIn(stack, addresses).map((pool) => poolEvidence(stack, pool)),
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

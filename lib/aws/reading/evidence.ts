import { clusterIdentity, type Intent } from "../../core/cluster/cluster-identity";
import { eeaRegions } from "../../core/cluster/regions";
import { type AppJson, isOwnedBy } from "../../core/reading/app-json";
import type { ClusterEvidence } from "../../core/reading/evidence";
import type { Fact } from "../../core/reading/fact";
import { judgedOf } from "../../core/reading/references";
import { placesIn } from "../../core/reading/regions";
import { literalSecrets } from "../../core/reading/secrets";
import {
  attribute,
  attributeOr,
  boolean,
  derive,
  number,
  type Resource,
  resourceAt,
  type StackJson,
  string,
  strings,
  through,
} from "../../core/reading/terraform-json";
import { type Unaccounted, unaccountedIn } from "../../core/reading/unaccounted";
import { keyIn } from "../../core/reading/keys";
import { awsRegions } from "../config/regions";
import { eksVersions } from "../config/versions";
import type { AwsAddresses } from "./addresses";
import { nameIn, poolEvidence, poolsIn } from "./node-pools";
import { awsPlaces, awsTouches } from "./surroundings";

/**
 * Where the proof for each check is on AWS.
 *
 * The addresses only say which resources are the cluster's; every value is read from the JSON, so that what an override
 * changed or took out is seen.
 */
export function awsEvidence(stack: StackJson, app: AppJson, addresses: AwsAddresses, intent: Intent): ClusterEvidence {
  const eks = resourceAt(stack, addresses.cluster);
  const logGroup = resourceAt(stack, addresses.logGroup);
  const categories = attribute(eks, "enabled_cluster_log_types", strings);
  const pools = poolsIn(app, stack, addresses);
  const placed = placesIn(app, awsPlaces);
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
      secretsEncryption: secretsEncryption(eks, managed),
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
    nodePools: pools.map((pool) => poolEvidence(app, pool)),
    regions: placed.regions,
    auditLog: {
      categories,
      audit: derive(categories, (names) => names.includes("audit")),
      retentionDays: through(
        [writtenTo(eks, logGroup), keepsItsTime(logGroup), sameAccount(eks, logGroup)],
        attribute(logGroup, "retention_in_days", number),
        (days) => days,
      ),
    },
    deletionProtection: attribute(eks, "lifecycle.prevent_destroy", boolean),
    backend: stack.backend,
    ...backups(stack, app),
    literalSecrets: literalSecrets(app),
    unaccounted: [
      ...placed.unaccounted,
      ...unaccountedIn(
        app,
        { stack, address: eks.address, nameIn },
        awsTouches,
        judgedOf(pools.flatMap(({ groups }) => groups.map(({ resource }) => resource))),
      ),
      ...autoMode(eks),
    ],
  };
}

function secretsEncryption(eks: Resource, managed: Fact<boolean>): Fact<"own key" | "platform key"> {
  const config = attributeOr<"none" | "some">(eks, "encryption_config", () => "some", "none");
  if (config.value !== "some") return through([config], managed, () => "platform key");
  const resources = attribute(eks, "encryption_config.resources", (names) => (strings(names)?.includes("secrets") ? true : undefined));
  return through([resources], attribute(eks, "encryption_config.provider.key_arn", keyIn), () => "own key");
}

/** EKS writes to the group that has the cluster's name in its own, and to no other. */
const writtenTo = (eks: Resource, { attributes }: Resource): Fact<boolean> =>
  attribute(eks, "name", (name) => (attributes.name === `/aws/eks/${string(name)}/cluster` ? true : undefined));

/**
 * A group of another class than these keeps its logs for a fixed time.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html
 */
const keepsItsTime = (logGroup: Resource): Fact<boolean> =>
  attributeOr(logGroup, "log_group_class", (name) => (name === "STANDARD" || name === "INFREQUENT_ACCESS" ? true : undefined), true);

/** A group of another provider block may be in another region or account. */
const sameAccount = (eks: Resource, { attributes: { provider = null, region = null } }: Resource): Fact<boolean> =>
  attributeOr(
    eks,
    "provider",
    (own) => (own === provider && region === (eks.attributes.region ?? null) ? true : undefined),
    provider === null && region === (eks.attributes.region ?? null) ? true : undefined,
  );

/** AWS Backup, where the cluster has a plan of its own. */
function backups(stack: StackJson, app: AppJson): Pick<ClusterEvidence, "backups"> {
  const plan = stack.resources.find(({ type, constructPath }) => type === "aws_backup_plan" && isOwnedBy(app.own, constructPath));
  return plan === undefined ? {} : { backups: attribute(plan, "rule.schedule", string) };
}

/** EKS Auto Mode adds nodes as pods need them, in subnets that objects in the cluster name. */
function autoMode(eks: Resource): readonly Unaccounted[] {
  const { value, origin } = attributeOr(eks, "compute_config.enabled", boolean, false);
  if (value === false) return [];
  const because = { en: "EKS Auto Mode adds nodes by itself", nl: "EKS Auto Mode voegt zelf nodes toe" };
  return [{ subjects: ["nodes"], because, origin, leaves: value === true ? "expected" : "unknown" }];
}

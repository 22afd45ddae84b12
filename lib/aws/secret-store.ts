import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterSecretStore } from "../core/cluster";
import { type Problem, problemsIn, rejectProblems } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { literals } from "../core/literals";
import type { WorkloadIdentity } from "../core/storage";
import { accountOf } from "./arns";
import { grant } from "./iam";
import type { AwsPartProps } from "./part-props";
import { requireAws } from "./provider";
import { partitionOf } from "./regions";
import { workloadIdentity } from "./workload-identity";

export interface AwsSecretStoreConfig {
  /** Start of the names of the secrets in Secrets Manager that external-secrets may read, for example `zaken/production/`. */
  readonly prefix: string;
}

export interface AwsSecretStoreProps extends AwsPartProps, AwsSecretStoreConfig {
  /** Name of the cluster as its resource says it, so that identities wait for it. */
  readonly clusterName: string;
}

/** The right to read secrets with a certain name, for external-secrets alone. */
export class AwsSecretStore extends Construct implements ClusterSecretStore {
  readonly identity: WorkloadIdentity;
  readonly provider: ClusterSecretStore["provider"];
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AwsSecretStoreProps) {
    super(scope, id);
    rejectProblems(this.node.path, problemsIn("secretStore", secretStoreProblems(props)));
    requireAws(this);
    const { prefix, region } = props;
    const { workload, role, ready } = workloadIdentity(this, "secrets", {}, props);
    const rights = grant(this, "secrets", role, [
      {
        Effect: "Allow",
        Action: ["secretsmanager:DescribeSecret", "secretsmanager:GetSecretValue"],
        Resource: [`arn:${partitionOf(region).name}:secretsmanager:${region}:${accountOf(role.arn)}:secret:${prefix}*`],
      },
    ]);
    this.identity = workload;
    this.provider = { aws: { service: "SecretsManager", region } };
    this.ready = [...ready, rights];
  }
}

export function secretStoreProblems(given: Incomplete<AwsSecretStoreConfig>): Problem[] {
  const { prefix } = literals<AwsSecretStoreConfig>(given);
  if (prefix === undefined || /^[\w/+=.@-]{3,256}$/.test(prefix)) return [];
  // Of an empty or a short one nobody can tell which secrets it opens.
  return [
    { path: "secretStore.prefix", message: `"${prefix}" is not the start of a name such as zaken/production/, at least 3 characters` },
  ];
}

import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterSecretStore } from "../../core/cluster/platform";
import type { WorkloadIdentity } from "../../core/cluster/workload-identity";
import type { AwsPartProps } from "../config/part";
import { partitionOf } from "../config/regions";
import type { AwsSecretStoreConfig } from "../config/secret-store";
import { grant } from "./iam";
import { beginPart } from "./part";
import { accountOf } from "./storage";
import { workloadIdentity } from "./workload-identity";

/** Prefix of the secrets, and the cluster whose external-secrets reads them. */
export interface AwsSecretStoreProps extends AwsPartProps, AwsSecretStoreConfig {
  /** Name of the cluster, as an attribute of its resource, so that identities wait for the cluster. */
  readonly clusterName: string;
}

/** Right to read secrets whose names start with `prefix`, for external-secrets only. */
export class AwsSecretStore extends Construct implements ClusterSecretStore {
  readonly identity: WorkloadIdentity;
  readonly provider: ClusterSecretStore["provider"];
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AwsSecretStoreProps) {
    super(scope, id);
    beginPart(this, props, { under: "secretStore" });
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

import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group";
import type { EksCluster } from "@cdktf/provider-aws/lib/eks-cluster";
import { EksAddon } from "@cdktf/provider-aws/lib/eks-addon";
import { FlowLog } from "@cdktf/provider-aws/lib/flow-log";
import type { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { KmsKeyPolicy } from "@cdktf/provider-aws/lib/kms-key-policy";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { awsDefaults, retentions } from "../config/defaults";
import type { AwsLoggingConfig } from "../config/logging";
import type { AwsPartProps } from "../config/part";
import { partitionOf } from "../config/regions";
import { makeKey } from "./encryption";
import { makeRole, policyText, trustService } from "./iam";
import { beginPart } from "./part";
import { accountOf } from "./storage";
import { podRole } from "./workload-identity";

/** Retention and protection of the control plane's logs and the flow logs. */
export interface AwsLoggingProps extends AwsPartProps, AwsLoggingConfig {
  /** Whether Terraform and AWS refuse to delete the control plane's log group, and Terraform refuses to destroy its key. @default false */
  readonly preventDestroy?: boolean;
}

/**
 * Destination of the control plane's logs: a CloudWatch log group, encrypted with its own key. It keeps logs for at least half a year by
 * default.
 *
 * @haven HX-audit-log-retention
 */
export class AwsLogging extends Construct {
  /** Key that encrypts every log group. */
  readonly key: KmsKey;
  /**
   * Log group of the control plane, created before the cluster under the name that EKS writes to. A group that EKS creates itself keeps
   * logs forever, unencrypted.
   */
  readonly logGroup: CloudwatchLogGroup;
  /** Flow log of the network. Undefined before `collectFlows`. */
  flowLog?: FlowLog;
  /** Key policy that the cluster must wait for. */
  readonly ready: readonly ITerraformDependable[];
  private readonly keyUsable: KmsKeyPolicy;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: AwsLoggingProps,
  ) {
    super(scope, id);
    beginPart(this, props, { under: "logging" });
    const { name, preventDestroy = false } = props;
    this.key = makeKey(this, "logs", props, preventDestroy);
    this.keyUsable = this.allowLogs();
    this.logGroup = this.group("Resource", `/aws/eks/${name}/cluster`, props.retentionDays, preventDestroy);
    this.ready = [this.keyUsable];
  }

  /** Records the connections between addresses in a network. */
  collectFlows(vpcId: string): FlowLog {
    const { name, tags } = this.props;
    const group = this.group("flows", `/aws/vpc/${name}`, this.props.flowRetentionDays ?? this.props.retentionDays, false);
    const { role, ready } = makeRole(
      this,
      "flows",
      trustService("vpc-flow-logs"),
      {
        statements: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
            Resource: [group.arn, `${group.arn}:*`],
          },
          // The service searches all log groups. Without this right nothing is delivered, and no apply fails:
          // https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
          { Effect: "Allow", Action: ["logs:DescribeLogGroups"], Resource: ["*"] },
        ],
      },
      this.props,
    );
    this.flowLog = new FlowLog(this, "flow-log", {
      vpcId,
      trafficType: "ALL",
      logDestinationType: "cloud-watch-logs",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      // The longer of the two intervals that AWS offers, for fewer lines to pay for.
      maxAggregationInterval: 600,
      tags: { ...tags },
      dependsOn: [...ready],
    });
    return this.flowLog;
  }

  /** Installs AWS' own log collector. Its log groups are created here, because the collector creates them without retention or key. */
  collectContainers(cluster: { readonly resource: EksCluster; readonly addons: { readonly afterNodes: readonly EksAddon[] } }): void {
    const { name, tags } = this.props;
    const groups = ["application", "dataplane", "host", "performance"].map((kind) =>
      this.group(`containers-${kind}`, `/aws/containerinsights/${name}/${kind}`, this.props.retentionDays, false),
    );
    const serviceAccount = "cloudwatch-agent";
    const namespace = "amazon-cloudwatch";
    const { role, ready } = podRole(
      this,
      "containers",
      namespace,
      serviceAccount,
      { managed: ["CloudWatchAgentServerPolicy"] },
      this.props,
    );
    new EksAddon(this, "containers", {
      clusterName: cluster.resource.name,
      addonName: "amazon-cloudwatch-observability",
      // The collector runs on every node, whatever taints the node has.
      configurationValues: JSON.stringify({ tolerations: [{ operator: "Exists" }] }),
      podIdentityAssociation: [{ roleArn: role.arn, serviceAccount }],
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      tags: { ...tags },
      timeouts: awsDefaults.addonTimeouts,
      dependsOn: [...groups, ...ready, ...cluster.addons.afterNodes],
    });
  }

  private group(id: string, name: string, days: number | undefined, preventDestroy: boolean): CloudwatchLogGroup {
    return new CloudwatchLogGroup(this, id, {
      name,
      retentionInDays: retentionFor(days ?? awsDefaults.auditRetentionDays),
      kmsKeyId: this.key.arn,
      deletionProtectionEnabled: preventDestroy,
      tags: { ...this.props.tags },
      // CloudWatch tests the key when the group is created.
      dependsOn: [this.keyUsable],
      lifecycle: { preventDestroy },
    });
  }

  /** Lets the account's IAM policies grant use of the key, and lets CloudWatch use it for this cluster's groups only. */
  private allowLogs(): KmsKeyPolicy {
    const { name, region } = this.props;
    const partition = partitionOf(region).name;
    const account = accountOf(this.key.arn);
    const group = (path: string) => `arn:${partition}:logs:${region}:${account}:log-group:${path}`;
    return new KmsKeyPolicy(this, "logs-key-policy", {
      keyId: this.key.keyId,
      policy: policyText([
        { Effect: "Allow", Principal: { AWS: `arn:${partition}:iam::${account}:root` }, Action: ["kms:*"], Resource: ["*"] },
        {
          Effect: "Allow",
          Principal: { Service: `logs.${region}.amazonaws.com` },
          Action: ["kms:Decrypt*", "kms:Describe*", "kms:Encrypt*", "kms:GenerateDataKey*", "kms:ReEncrypt*"],
          Resource: ["*"],
          Condition: {
            ArnLike: {
              "kms:EncryptionContext:aws:logs:arn": [
                group(`/aws/eks/${name}/*`),
                group(`/aws/vpc/${name}`),
                group(`/aws/containerinsights/${name}/*`),
              ],
            },
          },
        },
      ]),
    });
  }
}

/** Shortest retention, in days, that CloudWatch accepts and that is at least `days`. */
export function retentionFor(days: number): number {
  return retentions.find((allowed) => allowed >= days) ?? 3653;
}

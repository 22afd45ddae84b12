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

/** Settings and surroundings of the control plane's logs. */
export interface AwsLoggingProps extends AwsPartProps, AwsLoggingConfig {
  /** @default false */
  readonly preventDestroy?: boolean;
}

/**
 * Where the control plane's logs go: a log group in CloudWatch, encrypted with a key of its own, which keeps them for half a year.
 *
 * @haven HX-audit-log-retention
 */
export class AwsLogging extends Construct {
  readonly key: KmsKey;
  /** Made before the cluster, under the name that EKS writes to: one of EKS' own making would be kept for ever, and unencrypted. */
  readonly logGroup: CloudwatchLogGroup;
  /** Undefined before `collectFlows`. */
  flowLog?: FlowLog;
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

  /** Writes down which addresses in a network spoke with which others. */
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
          // Looks for its group among all; without it nothing is delivered, and no apply says so (VPC docs, flow-logs-iam-role).
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
      // The longer of the two that AWS has: fewer lines to pay for.
      maxAggregationInterval: 600,
      tags: { ...tags },
      dependsOn: [...ready],
    });
    return this.flowLog;
  }

  /** AWS' own collector. Its log groups are made here, since it would make them without an end and without a key. */
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
      // On every node, whatever it repels.
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
      // CloudWatch tries the key when the group is made.
      dependsOn: [this.keyUsable],
      lifecycle: { preventDestroy },
    });
  }

  /** The account decides who uses the key, and CloudWatch may, for this cluster's groups only. */
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

/** The shortest time that CloudWatch takes and that is long enough. */
export function retentionFor(days: number): number {
  return retentions.find((allowed) => allowed >= days) ?? 3653;
}

import { EfsFileSystem } from "@cdktf/provider-aws/lib/efs-file-system";
import { EfsFileSystemPolicy } from "@cdktf/provider-aws/lib/efs-file-system-policy";
import { EfsMountTarget } from "@cdktf/provider-aws/lib/efs-mount-target";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Fn, type ITerraformDependable, Token } from "cdktf";
import { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { WorkloadIdentity } from "../../core/cluster/workload-identity";
import type { ObjectStorage } from "../../core/storage/object-storage";
import { type StorageClass, storageClassNames } from "../../core/storage/storage-class";
import type { AwsPartProps } from "../config/part";
import { partitionOf } from "../config/regions";
import type { AwsStorageConfig } from "../config/storage";
import { AwsBucket } from "./bucket";
import { mayUseKey } from "./encryption";
import { policyText } from "./iam";
import type { AwsNetwork } from "./network";
import { beginPart } from "./part";
import { workloadIdentity } from "./workload-identity";

/** Settings of shared files and object storage, and the network and cluster that use them. */
export interface AwsStorageProps extends AwsPartProps, AwsStorageConfig {
  /** Network whose nodes mount the files. */
  readonly network: AwsNetwork;
  /** Name of the cluster, as an attribute of its resource, so that identities wait for the cluster. */
  readonly clusterName: string;
  /** Id of the nodes' security group. Only its members may mount the files. */
  readonly nodeSecurityGroupId: string;
  /** ARN of your own key for files and objects. @default AWS' own keys */
  readonly storageKeyArn?: string;
  /** Storage that Terraform refuses to destroy. @default nothing is protected */
  readonly preventDestroy?: { readonly sharedStorage: boolean; readonly objectStorage: boolean };
}

/**
 * Shared files over NFS for ReadWriteMany volumes, and buckets for logs and backups. Both span all zones. Only nodes reach the files.
 *
 * @haven rwxvolumes
 */
export class AwsStorage extends Construct {
  readonly files: EfsFileSystem;
  readonly mountTargets: readonly EfsMountTarget[];
  readonly buckets: { readonly logs: AwsBucket; readonly backups: AwsBucket };
  readonly identities: { readonly logs: WorkloadIdentity; readonly backups: WorkloadIdentity };
  readonly sharedStorageClass: StorageClass;
  readonly objectStorage: ObjectStorage;
  /** Resources that volumes and logs wait for: a mount target in each zone, bucket settings, and rights. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AwsStorageProps) {
    super(scope, id);
    beginPart(this, props, { under: "storage" });
    const { name, region, network, sharedOwner, storageKeyArn, preventDestroy } = props;
    const tags = { ...props.tags };

    this.files = new EfsFileSystem(this, "files", {
      encrypted: true,
      kmsKeyId: storageKeyArn,
      // Throughput scales with demand. The older modes stall when their credits are used up.
      throughputMode: "elastic",
      lifecyclePolicy: [{ transitionToIa: "AFTER_30_DAYS" }, { transitionToPrimaryStorageClass: "AFTER_1_ACCESS" }],
      tags: { ...tags, Name: resourceName(name, "files", 255) },
      lifecycle: { preventDestroy: preventDestroy?.sharedStorage ?? false },
    });
    const policy = new EfsFileSystemPolicy(this, "files-policy", { fileSystemId: this.files.id, policy: encryptedMounts(this.files.arn) });
    const guard = new SecurityGroup(this, "files-security", {
      name: resourceName(name, "files", 255),
      description: "Files, for the nodes of the cluster",
      vpcId: network.vpcId,
      tags: { ...tags, Name: resourceName(name, "files", 255) },
    });
    const opened = new VpcSecurityGroupIngressRule(this, "nodes-to-files", {
      securityGroupId: guard.id,
      referencedSecurityGroupId: props.nodeSecurityGroupId,
      ipProtocol: "tcp",
      fromPort: 2049,
      toPort: 2049,
      tags,
    });
    this.mountTargets = network.subnets.nodes.map(
      ({ id: subnetId }, index) =>
        new EfsMountTarget(this, `files-${index + 1}`, { fileSystemId: this.files.id, subnetId, securityGroups: [guard.id] }),
    );
    this.sharedStorageClass = {
      name: storageClassNames.shared,
      provisioner: "efs.csi.aws.com",
      parameters: {
        provisioningMode: "efs-ap",
        fileSystemId: this.files.id,
        directoryPerms: "700",
        basePath: "/volumes",
        ...(sharedOwner && { uid: `${sharedOwner.uid}`, gid: `${sharedOwner.gid}` }),
      },
      mountOptions: ["tls"],
      volumeBindingMode: "Immediate",
    };

    const bucket = (purpose: "logs" | "backups") =>
      new AwsBucket(this, purpose, { ...props, purpose, preventDestroy: preventDestroy?.objectStorage ?? false });
    this.buckets = { logs: bucket("logs"), backups: bucket("backups") };
    const workloads = { logs: this.workload("logs", props), backups: this.workload("backups", props) };
    this.objectStorage = {
      api: "s3",
      region,
      account: accountOf(workloads.logs.role.arn),
      endpoint: `https://s3.${region}.${partitionOf(region).dnsSuffix}`,
      buckets: { logs: this.buckets.logs.resource.bucket, backups: this.buckets.backups.resource.bucket },
      backupConfig: { region, ...(storageKeyArn !== undefined && { kmsKeyId: storageKeyArn }) },
    };
    this.identities = { logs: workloads.logs.workload, backups: workloads.backups.workload };
    this.ready = [
      policy,
      opened,
      ...this.mountTargets,
      ...this.buckets.logs.ready,
      ...this.buckets.backups.ready,
      ...workloads.logs.ready,
      ...workloads.backups.ready,
    ];
  }

  /** Creates an identity that reaches only its own bucket. */
  private workload(purpose: "logs" | "backups", props: AwsStorageProps) {
    const { arn } = this.buckets[purpose].resource;
    return workloadIdentity(
      this,
      purpose,
      {
        statements: [
          { Effect: "Allow", Action: ["s3:GetBucketLocation", "s3:ListBucket", "s3:ListBucketMultipartUploads"], Resource: [arn] },
          {
            Effect: "Allow",
            Action: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:ListMultipartUploadParts", "s3:PutObject"],
            Resource: [`${arn}/*`],
          },
          ...mayUseKey(props.storageKeyArn),
        ],
      },
      props,
    );
  }
}

/** Policy that lets every client of a mount target mount the files, but only encrypted. Only nodes reach the mount targets. */
function encryptedMounts(arn: string): string {
  return policyText([
    {
      Effect: "Allow",
      Principal: { AWS: "*" },
      Action: ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite"],
      Resource: [arn],
      Condition: { Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } },
    },
    { Effect: "Deny", Principal: { AWS: "*" }, Action: ["*"], Resource: [arn], Condition: { Bool: { "aws:SecureTransport": "false" } } },
  ]);
}

/** Account id in an ARN, as a token, so that a plan doesn't have to ask AWS who runs Terraform. */
export function accountOf(arn: string): string {
  return Token.asString(Fn.element(Fn.split(":", arn), 4));
}

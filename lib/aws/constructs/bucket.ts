import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import { awsDefaults } from "../config/defaults";
import type { AwsPartProps } from "../config/part";
import { policyText } from "./iam";
import { beginPart } from "./part";

/** Purpose and protection of a bucket. */
export interface AwsBucketProps extends AwsPartProps {
  /** Purpose of the bucket, for example `logs`. It becomes part of the bucket's name. */
  readonly purpose: string;
  /** Number of days in which deleted objects can be restored. @default 30 */
  readonly softDeleteDays?: number;
  /** ARN of your own key. @default S3's own key */
  readonly storageKeyArn?: string;
  /** Whether Terraform refuses to destroy the bucket. */
  readonly preventDestroy: boolean;
}

/** A bucket that is encrypted, can't be made public, and keeps deleted objects for some days. */
export class AwsBucket extends Construct {
  readonly resource: S3Bucket;
  /** Settings that must exist before anything writes to the bucket. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AwsBucketProps) {
    super(scope, id);
    beginPart(this, props, { under: "storage" });
    const { name, purpose, storageKeyArn, softDeleteDays: days = awsDefaults.softDeleteDays } = props;
    this.resource = new S3Bucket(this, "Resource", {
      // Bucket names are unique in all of AWS, and the cluster's name isn't. S3 adds a unique suffix.
      bucketPrefix: `${resourceName(name, purpose, 36)}-`,
      tags: { ...props.tags },
      lifecycle: { preventDestroy: props.preventDestroy },
    });
    const bucket = this.resource.bucket;
    const versioned = new S3BucketVersioningA(this, "versions", { bucket, versioningConfiguration: { status: "Enabled" } });
    const closed = new S3BucketPublicAccessBlock(this, "closed", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const encrypted = new S3BucketServerSideEncryptionConfigurationA(this, "encrypted", {
      bucket,
      rule: [
        storageKeyArn === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
          : // One request to KMS serves many objects, instead of one request per object.
            { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: storageKeyArn }, bucketKeyEnabled: true },
      ],
    });
    // Old versions remain until something deletes them. Without this rule, objects that log retention or backup expiry deletes stay
    // in storage forever.
    const expiry = new S3BucketLifecycleConfiguration(this, "expiry", {
      bucket,
      rule: [
        {
          id: "versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: days }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioned],
    });
    const policy = new S3BucketPolicy(this, "policy", {
      bucket,
      policy: policyText([
        {
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:*"],
          Resource: [this.resource.arn, `${this.resource.arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ]),
      // S3 refuses concurrent changes of a bucket's public access settings and policy.
      dependsOn: [closed],
    });
    this.ready = [versioned, closed, encrypted, expiry, policy];
  }
}

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

/** Name and purpose of a bucket. */
export interface AwsBucketProps extends AwsPartProps {
  /** What it holds; a part of its name. */
  readonly purpose: string;
  /** Days in which deleted objects can be restored. @default 30 */
  readonly softDeleteDays?: number;
  /** Key of yours. @default S3's own */
  readonly storageKeyArn?: string;
  readonly preventDestroy: boolean;
}

/** A bucket that keeps deleted objects for a while, encrypts, and can't be made public. */
export class AwsBucket extends Construct {
  readonly resource: S3Bucket;
  /** What makes it safe to write to. */
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: AwsBucketProps) {
    super(scope, id);
    beginPart(this, props, { under: "storage" });
    const { name, purpose, storageKeyArn, softDeleteDays: days = awsDefaults.softDeleteDays } = props;
    this.resource = new S3Bucket(this, "Resource", {
      // Names are unique in all of AWS, and this cluster's name isn't; S3 puts a unique end behind it.
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
          : // One question to the key for many objects, rather than one each.
            { applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: storageKeyArn }, bucketKeyEnabled: true },
      ],
    });
    // Versions stay until something deletes them: without this, nothing that retention or a backup's expiry deletes is ever gone.
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
      // S3 refuses two changes of what may be public at once.
      dependsOn: [closed],
    });
    this.ready = [versioned, closed, encrypted, expiry, policy];
  }
}

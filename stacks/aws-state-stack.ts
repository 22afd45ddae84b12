import { AwsProvider } from "@cdktf/provider-aws/lib/provider";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { policyText } from "../lib/aws/constructs/iam";
import { requireAws } from "../lib/aws/constructs/required-provider";
import type { S3BackendConfig } from "../lib/core/terraform/backend";
import { leastVersions, type StateStackProps, useOwnBackend, versionDays } from "./state-stack";

/** Stack with an S3 bucket for Terraform's state. The bucket is versioned, encrypted, not public, and protected against deletion. */
export class AwsStateStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: StateStackProps<S3BackendConfig>) {
    super(scope, id);
    const { backend, tags } = props;
    useOwnBackend(this, props);
    requireAws(this);
    new AwsProvider(this, "aws", { region: backend.region });
    const resource = new S3Bucket(this, "bucket", { bucket: backend.bucket, tags, lifecycle: { preventDestroy: true } });
    const bucket = resource.bucket;
    const versioned = new S3BucketVersioningA(this, "versions", { bucket, versioningConfiguration: { status: "Enabled" } });
    const closed = new S3BucketPublicAccessBlock(this, "closed", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    new S3BucketOwnershipControls(this, "owner", { bucket, rule: { objectOwnership: "BucketOwnerEnforced" } });
    new S3BucketServerSideEncryptionConfigurationA(this, "encrypted", {
      bucket,
      rule: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }],
    });
    new S3BucketLifecycleConfiguration(this, "expiry", {
      bucket,
      rule: [
        {
          id: "versions",
          status: "Enabled",
          filter: [{ prefix: "" }],
          noncurrentVersionExpiration: [{ noncurrentDays: versionDays, newerNoncurrentVersions: leastVersions }],
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: 7 }],
        },
      ],
      dependsOn: [versioned],
    });
    new S3BucketPolicy(this, "policy", {
      bucket,
      policy: policyText([
        {
          Effect: "Deny",
          Principal: "*",
          Action: ["s3:*"],
          Resource: [resource.arn, `${resource.arn}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
        // Overrides every permission elsewhere, so that nobody deletes the state of all clusters by mistake.
        { Effect: "Deny", Principal: "*", Action: ["s3:DeleteBucket"], Resource: [resource.arn] },
      ]),
      // S3 refuses concurrent changes of a bucket's public access settings and policy.
      dependsOn: [closed],
    });
  }
}

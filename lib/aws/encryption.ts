import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import type { Construct } from "constructs";
import type { Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { literals } from "../core/literals";
import { resourceName } from "../core/names";
import { arnProblems } from "./arns";
import { awsDefaults } from "./defaults";
import type { Statement } from "./iam";
import type { AwsPartProps } from "./part-props";

export interface AwsEncryption {
  /**
   * Encrypts Secrets in etcd, files, objects and the disks of `haven-block` with a key of your own. EKS takes one for Secrets
   * once: a change takes a new cluster, after this one is torn down.
   *
   * @default a key for Secrets that is made with the cluster, and AWS' own keys for what is stored
   * @haven HX-secrets-encryption
   */
  readonly customerManagedKey?: AwsCustomerManagedKey;
}

/** A key that is there already: made here it would be destroyed with the cluster, and with it everything that it encrypted. */
export interface AwsCustomerManagedKey {
  /** ARN of a symmetric key in the region of the cluster, whose policy lets IAM of this account decide who uses it. */
  readonly keyArn: string;
}

/** A key for one purpose, which turns every year. */
export function makeKey(scope: Construct, purpose: string, { name, tags }: AwsPartProps, preventDestroy: boolean): KmsKey {
  const key = new KmsKey(scope, `${purpose}-key`, {
    description: `${name}: ${purpose}`,
    enableKeyRotation: true,
    deletionWindowInDays: awsDefaults.keyDeletionDays,
    tags: { ...tags },
    lifecycle: { preventDestroy },
  });
  new KmsAlias(scope, `${purpose}-key-alias`, { name: `alias/${resourceName(name, purpose, 200)}`, targetKeyId: key.keyId });
  return key;
}

/** What whoever reads and writes with a key must be allowed; nothing where AWS' own key is used. */
export function mayUseKey(keyArn: string | undefined): Statement[] {
  if (keyArn === undefined) return [];
  return [{ Effect: "Allow", Action: ["kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey*"], Resource: [keyArn] }];
}

export function encryptionProblems(given: Incomplete<AwsEncryption>, region: string | undefined): Problem[] {
  const { customerManagedKey: { keyArn } = {} } = literals<AwsEncryption>(given);
  if (keyArn === undefined) return [];
  return arnProblems("encryption.customerManagedKey.keyArn", keyArn, {
    service: "kms",
    resource: /^key\/[0-9a-zA-Z-]+$/,
    example: "kms:eu-central-1:111111111111:key/00000000-0000-0000-0000-000000000000",
    region,
  });
}

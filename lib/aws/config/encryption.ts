import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import { arnProblems } from "./resource-ids";

/** Encryption with a key of your own. */
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

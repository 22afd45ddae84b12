import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import { arnProblems } from "./resource-ids";

/** Keys that encrypt Secrets and storage. */
export interface AwsEncryption {
  /**
   * Encrypts Secrets in etcd, files, objects and the disks of `haven-block` with your own key. EKS accepts a key for Secrets only once:
   * to change it, destroy this cluster and create a new one.
   *
   * @default a key for Secrets that is created with the cluster, and AWS' own keys for storage
   * @haven HX-secrets-encryption
   */
  readonly customerManagedKey?: AwsCustomerManagedKey;
}

/** An existing key. A key created here would be destroyed with the cluster, and the data that it encrypted would be lost. */
export interface AwsCustomerManagedKey {
  /** ARN of a symmetric key in the cluster's region. Its key policy must let IAM policies of this account grant use of the key. */
  readonly keyArn: string;
}

/** Problems of the customer managed key: its ARN must be a key in the cluster's region. */
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

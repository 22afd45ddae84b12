import { KmsCryptoKeyIamMember } from "@cdktf/provider-google/lib/kms-crypto-key-iam-member";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { Problem } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { literals } from "../core/literals";
import { partOf, resourceNameProblems } from "./resource-names";

export interface GoogleEncryption {
  /**
   * Encrypts Secrets in etcd, and disks, with a key of your own. A change of what disks are encrypted with replaces the nodes. Disks of
   * claims that are there keep their key.
   *
   * @default Google's own keys
   * @haven HX-secrets-encryption
   */
  readonly customerManagedKey?: GoogleCustomerManagedKey;
}

/** A key that is there already: one made here would go with the cluster, and what holds it never goes, so its name would stay taken. */
export interface GoogleCustomerManagedKey {
  /**
   * `projects/<project>/locations/<region>/keyRings/<ring>/cryptoKeys/<key>`, in the region of the cluster. GKE and Compute Engine get
   * the right to use it.
   */
  readonly keyId: string;
}

/**
 * Lets GKE and Compute Engine use the key: without that, making a cluster fails after ten minutes. Google makes their agents when the
 * APIs are enabled, so `after` is something that waited for these.
 */
export function grantKey(
  scope: Construct,
  { keyId }: GoogleCustomerManagedKey,
  projectNumber: string,
  serviceAgentDomain: string,
  after: ITerraformDependable,
): readonly KmsCryptoKeyIamMember[] {
  // Secrets, and disks.
  return ["container-engine-robot", "compute-system"].map(
    (agent) =>
      new KmsCryptoKeyIamMember(scope, `${agent}-uses-key`, {
        cryptoKeyId: keyId,
        role: "roles/cloudkms.cryptoKeyEncrypterDecrypter",
        member: `serviceAccount:service-${projectNumber}@${agent}.${serviceAgentDomain}`,
        dependsOn: [after],
        // With another key, or none, it goes only after the cluster was changed; Terraform would take it away first.
        lifecycle: { createBeforeDestroy: true },
      }),
  );
}

export function encryptionProblems(given: Incomplete<GoogleEncryption>, region: string | undefined): Problem[] {
  const { keyId } = literals<GoogleEncryption>(given).customerManagedKey ?? {};
  const path = "encryption.customerManagedKey.keyId";
  if (keyId === undefined) return [];
  if (keyId.includes("/cryptoKeyVersions/"))
    return [{ path, message: `${keyId} is one version of a key; give the key, which Google rotates` }];
  const place = partOf(keyId, "locations");
  return [
    ...resourceNameProblems(path, keyId, "key"),
    ...(place !== undefined && region !== undefined && place !== region
      ? [{ path, message: `is in ${place}, and the cluster in ${region}; GKE wants both in one region` }]
      : []),
  ];
}

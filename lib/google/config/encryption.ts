import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import { partOf, resourceNameProblems } from "./resource-ids";

/** Encryption with a key of your own. */
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

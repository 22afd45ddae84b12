import { KmsCryptoKeyIamMember } from "@cdktf/provider-google/lib/kms-crypto-key-iam-member";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import type { GoogleCustomerManagedKey } from "../config/encryption";

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

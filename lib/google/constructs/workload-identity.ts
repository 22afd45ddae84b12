import { ServiceAccount } from "@cdktf/provider-google/lib/service-account";
import { ServiceAccountIamMember } from "@cdktf/provider-google/lib/service-account-iam-member";
import type { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import { type WorkloadIdentity, workloads } from "../../core/cluster/workload-identity";
import type { GooglePartProps } from "../config/part";

/** Port of Google's metadata server on each node, where pods ask for credentials of their identity (GKE docs, Dataplane V2). */
export const identityPort = 80;

/** Surroundings of a part whose workloads log in to Google with identities of their own. */
export interface GoogleWorkloadProps extends GooglePartProps {
  /** Pool of the project's workload identities, as the cluster says it: Google makes the pool with the project's first cluster. */
  readonly workloadPool: string;
}

export interface GoogleWorkloadIdentity {
  readonly workload: WorkloadIdentity;
  readonly account: ServiceAccount;
  /** Lets the Kubernetes service account act as this one. */
  readonly ready: readonly ServiceAccountIamMember[];
}

/** An identity that only one workload of the baseline can take on. */
export function workloadIdentity(
  scope: Construct,
  purpose: keyof typeof workloads,
  { name, projectId, workloadPool }: GoogleWorkloadProps,
): GoogleWorkloadIdentity {
  const { namespace, serviceAccount } = workloads[purpose];
  const account = makeAccount(scope, purpose, `${namespace}/${serviceAccount} of ${name}`, { name, projectId });
  const bound = new ServiceAccountIamMember(scope, `${purpose}-service-account`, {
    serviceAccountId: account.name,
    role: "roles/iam.workloadIdentityUser",
    member: `serviceAccount:${workloadPool}[${namespace}/${serviceAccount}]`,
  });
  return {
    workload: { namespace, serviceAccount, annotations: { "iam.gke.io/gcp-service-account": account.email }, podLabels: {} },
    account,
    ready: [bound],
  };
}

/** A service account of IAM; its name has 30 characters at most. */
export function makeAccount(
  scope: Construct,
  purpose: string,
  displayName: string,
  { name, projectId }: Pick<GooglePartProps, "name" | "projectId">,
): ServiceAccount {
  return new ServiceAccount(scope, `${purpose}-identity`, {
    accountId: resourceName(name, purpose, 30),
    displayName: displayName.slice(0, 100),
    project: projectId,
  });
}

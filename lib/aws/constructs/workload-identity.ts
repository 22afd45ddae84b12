import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { type WorkloadIdentity, workloads } from "../../core/cluster/workload-identity";
import type { AwsPartProps } from "../config/part";
import { type MadeRole, makeRole, type RoleRights, type Statement, trustService } from "./iam";

export interface AwsWorkloadIdentity {
  readonly workload: WorkloadIdentity;
  readonly role: IamRole;
  /** What the workload's pods wait for: credentials are handed out when a pod starts. */
  readonly ready: readonly ITerraformDependable[];
}

/** The port of the Pod Identity agent on each node, which hands out the credentials (EKS docs, pod-identities considerations). */
export const identityPort = 80;

/** A role that only one workload of the baseline can take on. */
export function workloadIdentity(
  scope: Construct,
  purpose: keyof typeof workloads,
  rights: RoleRights,
  { clusterName, ...part }: AwsPartProps & { readonly clusterName: string },
): AwsWorkloadIdentity {
  const { namespace, serviceAccount } = workloads[purpose];
  const { role, ready } = podRole(scope, purpose, namespace, serviceAccount, rights, part);
  const association = new EksPodIdentityAssociation(scope, `${purpose}-identity`, {
    clusterName,
    namespace,
    serviceAccount,
    roleArn: role.arn,
    tags: { ...part.tags },
  });
  return { workload: { namespace, serviceAccount, annotations: {}, podLabels: {} }, role, ready: [...ready, association] };
}

/** A role for the pods of one service account in one cluster: whoever may pass it on can't give it to others. */
export function podRole(
  scope: Construct,
  purpose: string,
  namespace: string,
  serviceAccount: string,
  rights: RoleRights,
  part: AwsPartProps,
): MadeRole {
  const trust: Statement = {
    ...trustService("pods.eks", "sts:TagSession"),
    Condition: {
      StringEquals: {
        "aws:RequestTag/eks-cluster-name": part.name,
        "aws:RequestTag/kubernetes-namespace": namespace,
        "aws:RequestTag/kubernetes-service-account": serviceAccount,
      },
    },
  };
  return makeRole(scope, purpose, trust, rights, part);
}

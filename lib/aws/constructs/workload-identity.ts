import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import type { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import type { ITerraformDependable } from "cdktf";
import type { Construct } from "constructs";
import { type WorkloadIdentity, workloads } from "../../core/cluster/workload-identity";
import type { AwsPartProps } from "../config/part";
import { type MadeRole, makeRole, type RoleRights, type Statement, trustService } from "./iam";

/** Identity of a workload: its service account, its role, and the resources to wait for. */
export interface AwsWorkloadIdentity {
  /** Service account of the workload. */
  readonly workload: WorkloadIdentity;
  /** Role that the workload's pods assume. */
  readonly role: IamRole;
  /** Rights and association that the workload's pods wait for, because a pod gets its credentials at its start. */
  readonly ready: readonly ITerraformDependable[];
}

/**
 * Port of the Pod Identity agent on each node, from which pods get credentials.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
 */
export const identityPort = 80;

/** Creates a role that only one workload of the baseline can assume. */
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

/** Creates a role that only pods of one service account in one cluster can assume, even if somebody associates it with other pods. */
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

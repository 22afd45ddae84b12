import { EksAccessEntry } from "@cdktf/provider-aws/lib/eks-access-entry";
import { EksAccessPolicyAssociation } from "@cdktf/provider-aws/lib/eks-access-policy-association";
import { Fn, type ITerraformDependable, Token } from "cdktf";
import type { Construct } from "constructs";
import type { KubernetesAccess } from "../../core/cluster/kubernetes-access";
import { hash } from "../../core/cluster/names";
import { movedFrom } from "../../core/terraform/moved-from";
import { stableText } from "../../core/terraform/stable-text";
import type { AwsAccess } from "../config/access";
import type { AwsPartProps } from "../config/part";
import { partitionOf } from "../config/regions";

/** Login of Terraform to the cluster. It uses the IAM identity that runs Terraform. */
export function kubernetesAccess(clusterName: string, region: string, { endpoint, certificate }: Endpoint): KubernetesAccess {
  return {
    host: endpoint,
    clusterCaCertificate: Fn.base64decode(certificate),
    exec: {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "aws",
      args: ["eks", "get-token", "--region", region, "--cluster-name", clusterName, "--output", "json"],
    },
  };
}

interface Endpoint {
  /** URL of the API. */
  readonly endpoint: string;
  /** Certificate authority of the API, in base64. */
  readonly certificate: string;
}

/** Grants administrators and viewers access. The identity that creates the cluster gets no rights from that. */
export function grantAccess(
  scope: Construct,
  clusterName: string,
  { administrators, viewers }: Pick<AwsAccess, "administrators" | "viewers">,
  { region, tags }: AwsPartProps,
): readonly ITerraformDependable[] {
  const policies = `arn:${partitionOf(region).name}:eks::aws:cluster-access-policy`;
  const enter = (principalArn: string, kind: "administrator" | "viewer", policy: string) => {
    // The id depends on the principal, not on its position, so that removing one principal doesn't change the others.
    const id = `${kind}-${hash(stableText(scope, principalArn), 8)}`;
    const entry = new EksAccessEntry(scope, id, { clusterName, principalArn, tags: { ...tags } });
    const rights = new EksAccessPolicyAssociation(scope, `${id}-rights`, {
      clusterName,
      principalArn: entry.principalArn,
      policyArn: `${policies}/${policy}`,
      accessScope: { type: "cluster" },
    });
    if (Token.isUnresolved(principalArn)) {
      // Earlier versions used the token's own text.
      const former = `${kind}-${hash(principalArn, 8)}`;
      movedFrom(entry, former);
      movedFrom(rights, `${former}-rights`);
    }
    return rights;
  };
  return [
    ...administrators.principalArns.map((arn) => enter(arn, "administrator", "AmazonEKSClusterAdminPolicy")),
    ...(viewers?.principalArns ?? []).map((arn) => enter(arn, "viewer", "AmazonEKSViewPolicy")),
  ];
}

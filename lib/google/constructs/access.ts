import type { ContainerClusterConfig } from "@cdktf/provider-google/lib/container-cluster";
import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import { Fn, TerraformIterator, Token } from "cdktf";
import type { Construct } from "constructs";
import type { KubernetesAccess } from "../../core/cluster/kubernetes-access";
import { hash } from "../../core/cluster/names";
import { movedFrom } from "../../core/terraform/moved-from";
import { stableText } from "../../core/terraform/stable-text";
import type { GoogleAccess } from "../config/access";

/** Which of its ways in a cluster has. */
export function endpoints(
  access: GoogleAccess,
): Pick<ContainerClusterConfig, "controlPlaneEndpointsConfig" | "privateClusterConfig" | "masterAuthorizedNetworksConfig"> {
  const byName = access.mode === "identity";
  const cidrs = "allowedCidrs" in access ? (access.allowedCidrs ?? []) : [];
  return {
    controlPlaneEndpointsConfig: {
      dnsEndpointConfig: { allowExternalTraffic: byName },
      ipEndpointsConfig: { enabled: !byName },
    },
    privateClusterConfig: {
      enablePrivateNodes: true,
      // Without addresses GKE answers true here, and each plan would take that back (terraform-provider-google issue 27901).
      enablePrivateEndpoint: access.mode !== "restricted",
    },
    ...(!byName && {
      masterAuthorizedNetworksConfig: {
        // Left out, GKE lets all of Google Cloud's public addresses in.
        gcpPublicCidrsAccessEnabled: false,
        privateEndpointEnforcementEnabled: true,
        cidrBlocks: cidrBlocks(cidrs),
      },
    }),
  };
}

/** A block for each range, which Terraform must make where only it knows them. */
function cidrBlocks(cidrs: readonly string[]) {
  if (!Token.isUnresolved(cidrs)) return cidrs.map((cidrBlock) => ({ cidrBlock }));
  const each = TerraformIterator.fromList([...cidrs]);
  return each.dynamic({ cidr_block: each.value as string });
}

/** How the API is reached: by a name that a public authority vouches for, or at an address with a certificate of the cluster's own. */
export type ApiEndpoint = { readonly dnsName: string } | { readonly address: string; readonly certificate: string };

/** What GKE says of every endpoint; those that are off are empty. */
interface GivenEndpoints {
  readonly dnsName: string;
  readonly publicAddress: string;
  readonly privateAddress: string;
  readonly certificate: string;
}

export function endpointOf({ mode }: Pick<GoogleAccess, "mode">, given: GivenEndpoints): ApiEndpoint {
  const { dnsName, publicAddress, privateAddress, certificate } = given;
  return mode === "identity" ? { dnsName } : { address: mode === "restricted" ? publicAddress : privateAddress, certificate };
}

export function apiUrl(endpoint: ApiEndpoint): string {
  return `https://${"dnsName" in endpoint ? endpoint.dnsName : endpoint.address}`;
}

/** How Terraform logs in to the cluster: as whoever the google provider logs in as. */
export function kubernetesAccess(endpoint: ApiEndpoint): KubernetesAccess {
  return {
    host: apiUrl(endpoint),
    ...("certificate" in endpoint && { clusterCaCertificate: Fn.base64decode(endpoint.certificate) }),
    exec: {
      apiVersion: "client.authentication.k8s.io/v1beta1",
      command: "gke-gcloud-auth-plugin",
      // A pipeline has no gcloud that somebody logged in with.
      args: ["--use_application_default_credentials"],
    },
  };
}

/** Writes a kubeconfig that logs in as whoever runs it. */
export function kubeconfigCommand(
  { mode }: Pick<GoogleAccess, "mode">,
  cluster: { name: string; region: string; projectId: string },
): string {
  const way = { identity: " --dns-endpoint", restricted: "", private: " --internal-ip" }[mode];
  return `gcloud container clusters get-credentials ${cluster.name} --region ${cluster.region} --project ${cluster.projectId}${way}`;
}

/** Lets people and pipelines in. */
export function grantAccess(
  scope: Construct,
  project: string,
  { administrators, viewers }: Pick<GoogleAccess, "administrators" | "viewers">,
): readonly ProjectIamMember[] {
  const grant = (member: string, kind: "administrator" | "viewer", role: string) => {
    // The id depends on the member, not on its position, so that removing one member doesn't change the others.
    const made = new ProjectIamMember(scope, `${kind}-${hash(stableText(scope, member), 8)}`, { project, role, member });
    // Earlier versions used the token's own text.
    if (Token.isUnresolved(member)) movedFrom(made, `${kind}-${hash(member, 8)}`);
    return made;
  };
  return [
    ...administrators.members.map((member) => grant(member, "administrator", "roles/container.admin")),
    ...(viewers?.members ?? []).map((member) => grant(member, "viewer", "roles/container.viewer")),
  ];
}

import { TerraformOutput, type TerraformStack } from "cdktf";
import type { HavenCluster, InClusterContract } from "../lib/core/cluster/cluster";

/** What HCC is run with, the same everywhere; the JSON goes into the file beside the prediction. */
const havenCheckCommand = "haven check --output=json";

/** The same type with and without, so that whoever reads the output needs no other code. */
const noObjectStorage = { api: "", account: "", endpoint: "", region: "", buckets: { logs: "", backups: "" } };

/**
 * The contract of every Haven cluster as Terraform outputs, under the same names on every provider. What only a baseline gives is
 * empty without one.
 */
export function writeContract(stack: TerraformStack, cluster: HavenCluster, inside?: InClusterContract): void {
  const { api, account, endpoint, region, buckets } = cluster.objectStorage ?? noObjectStorage;
  const contract = {
    cluster_name: [cluster.clusterName, "Name of the cluster"],
    provider: [cluster.provider, "Provider that it runs on"],
    region: [cluster.region, "Region that it runs in"],
    zones: [cluster.zones, "Zones that its nodes are spread over"],
    kubernetes_version:
      cluster.runningVersion === undefined
        ? [cluster.kubernetesVersion, "Kubernetes version that the code asks for"]
        : [cluster.runningVersion, "Kubernetes minor version that the cluster runs"],
    api_endpoint: [cluster.apiEndpoint, "URL of the Kubernetes API"],
    oidc_issuer_url: [cluster.oidcIssuerUrl, "Issuer of service account tokens, for workload identity"],
    default_storage_class: [inside?.defaultStorageClass ?? "", "Class of claims that name none, ReadWriteOnce"],
    shared_storage_class: [inside?.sharedStorageClass ?? "", "Class for ReadWriteMany"],
    ingress_class: [inside?.ingressClass ?? "", "Class of Ingress objects"],
    gateway_class: [inside?.gatewayClass ?? "", "Class of Gateway objects"],
    cluster_issuers: [inside?.clusterIssuers ?? [], "Issuers of certificates"],
    log_sink: [cluster.logSink, "Where the control plane's logs go"],
    object_storage: [{ api, account, endpoint, region, buckets }, "Where logs and backups go"],
    egress_addresses: [cluster.egressAddresses, "Public addresses that traffic leaves from"],
    dns_zone: [inside?.dnsZone ?? "", "Zone of the applications' names"],
    kubeconfig_command: [cluster.kubeconfigCommand, "Logs kubectl in as yourself"],
    haven_check_command: [havenCheckCommand, "Runs the Haven Compliancy Checker"],
  } as const;
  for (const [name, [value, description]] of Object.entries(contract)) {
    new TerraformOutput(stack, name, { value, description });
  }
}

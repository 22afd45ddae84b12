import { type ITerraformDependable, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { AppJson } from "../reading/app-json";
import type { Architecture } from "../reading/architecture";
import type { ClusterEvidence } from "../reading/evidence";
import type { StackJson } from "../reading/terraform-json";
import { callerPosition } from "../source/caller";
import type { Position } from "../source/position";
import type { ObjectStorage } from "../storage/object-storage";
import type { StorageClass, VolumeSnapshotClass } from "../storage/storage-class";
import type { Problem } from "../validation/errors";
import type { BaselineComponent } from "./component";
import type { KubernetesAccess } from "./kubernetes-access";
import type { ClusterAutoscaling, ClusterDns, ClusterSecretStore, LoadBalancer, NodeAuditLog, PlatformServices } from "./platform";
import type { WorkloadIdentity } from "./workload-identity";

/**
 * Contract of every provider's cluster: the same names everywhere, so that the same application runs on each.
 *
 * Values may be tokens, which Terraform knows only at apply.
 */
export interface HavenCluster extends IConstruct {
  readonly clusterName: string;
  /** Folder of the provider, for example `azure`. */
  readonly provider: string;
  readonly region: string;
  /** Zones in which nodes run. */
  readonly zones: readonly string[];
  /** Version that the code asks for, or the release channel that selects it. */
  readonly kubernetesVersion: string;
  /**
   * Minor version that the cluster runs, on a platform where the code's version waits for a requested upgrade.
   *
   * @default kubernetesVersion
   */
  readonly runningVersion?: string;
  /** URL of the Kubernetes API. */
  readonly apiEndpoint: string;
  /** Issuer of the service accounts' tokens, for workload identity. */
  readonly oidcIssuerUrl: string;
  /** Default storage class: ReadWriteOnce. */
  readonly defaultStorageClass: StorageClass;
  /** Storage class for ReadWriteMany. @haven rwxvolumes */
  readonly sharedStorageClass: StorageClass;
  /** Further storage classes of this platform, beside the two that every provider has. @default none */
  readonly additionalStorageClasses?: readonly StorageClass[];
  /** Destination of the control plane's logs. */
  readonly logSink: string;
  /** Audit events that the platform writes to its nodes for the baseline to collect; undefined where the platform ships them itself. */
  readonly auditLog?: NodeAuditLog;
  /** Buckets for logs and backups. Undefined without object storage: logs are then kept on one volume, and backups are impossible. */
  readonly objectStorage?: ObjectStorage;
  /** Cloud identities that workloads of the baseline run as. */
  readonly workloadIdentities: { readonly logs: WorkloadIdentity; readonly backups: WorkloadIdentity };
  /**
   * Port on the node at which pods get the credentials of their identity; undefined where pods ask the cloud directly.
   */
  readonly workloadIdentityPort?: number;
  /** Snapshot class for the default storage class; undefined where the platform has no snapshots. */
  readonly snapshotClass?: VolumeSnapshotClass;
  /** How the kubernetes and helm providers log in. */
  readonly kubernetesAccess: KubernetesAccess;
  /** Services that the platform installs in the cluster by itself. */
  readonly platformServices: PlatformServices;
  /** Settings of a Service of type LoadBalancer on this platform. */
  readonly loadBalancer: LoadBalancer;
  /** Components that must run before anything else, such as the network plugin and storage drivers. @default none */
  readonly platformComponents?: readonly ComponentFactory[];
  /** Settings of cluster-autoscaler; undefined where the platform scales pools itself. */
  readonly autoscaling?: ClusterAutoscaling;
  /** Vault that workloads may read; undefined without one. */
  readonly secretStore?: ClusterSecretStore;
  /** Resources that the baseline waits for: nodes, rights, storage. */
  readonly ready: readonly ITerraformDependable[];
  /** DNS zone for applications, in which workloads may write; undefined without one. */
  readonly dns?: ClusterDns;
  /** `false` in a closed network: the cluster reaches no registry and no certificate authority on the internet. @default true */
  readonly reachesInternet?: boolean;
  /**
   * `false` where the network has DNS servers of its own, or a firewall for outgoing traffic: the name servers of a public zone may then
   * be out of reach, or be hidden behind a zone of the same name.
   *
   * @default true
   */
  readonly reachesNameServers?: boolean;
  /** Public source addresses of the cluster's traffic; empty when an existing network decides them. */
  readonly egressAddresses: readonly string[];
  /** Command that writes a kubeconfig, with the login of the person who runs it. It prints no secret. */
  readonly kubeconfigCommand: string;
  /**
   * Reads the proof for each check from the synthesized JSON of the stack that the cluster is in, and from the rest of the app whatever may
   * contradict it.
   */
  readonly evidence: (stack: StackJson, app: AppJson) => ClusterEvidence;
  /** Reads what the picture in the report shows from the same JSON; without it the report has no picture. */
  readonly architecture?: (stack: StackJson) => Architecture;
}

/** Names that the baseline adds to the contract. A cluster without a baseline has none of them. */
export interface InClusterContract {
  readonly defaultStorageClass: string;
  readonly sharedStorageClass: string;
  readonly ingressClass: string;
  readonly gatewayClass: string;
  readonly clusterIssuers: readonly string[];
  readonly dnsZone: string;
}

// A symbol of the global registry, so that two copies of this library in one app still see each other's clusters.
const marker: unique symbol = Symbol.for("haven-cdktf/cluster");

/** Makes a cluster visible to the compliance report of the app it is in, which shows where a person asked for it. */
export function registerCluster(cluster: HavenCluster): void {
  Object.defineProperty(cluster, marker, { value: callerPosition() });
}

/** Position in the user's code at which the cluster is created. */
export function madeAt(cluster: HavenCluster): Position | undefined {
  return (cluster as HavenCluster & { readonly [marker]?: Position })[marker];
}

/** Refuses two clusters with one name in a stack: their resources would get the same names. */
export function twinProblems(cluster: IConstruct, provider: string, name: string): Problem[] {
  const twin = TerraformStack.of(cluster)
    .node.findAll()
    .find((other) => other !== cluster && isHavenCluster(other) && other.provider === provider && other.clusterName === name);
  return twin === undefined ? [] : [{ path: "name", message: `"${name}" is the name of ${twin.node.path} too, in the same stack` }];
}

/** Whether a construct is a Haven cluster of any provider. */
export function isHavenCluster(construct: IConstruct): construct is HavenCluster {
  return marker in construct;
}

/** Makes a component for a cluster. */
export type ComponentFactory = (context: BaselineContext) => BaselineComponent;

/** Facts that a component's factory receives. */
export interface BaselineContext {
  readonly cluster: HavenCluster;
  /** Registry that mirrors every other, if the user has one. */
  readonly mirror: string | undefined;
  /** Whether the Gateway API types are installed and the gateway serves them. */
  readonly gatewayApi: boolean;
  /** Whether Prometheus runs, so that monitors have an effect. */
  readonly monitoring: boolean;
}

import { type ITerraformDependable, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
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
 * What every provider's cluster gives, under the same names everywhere, so that the same application lands on each.
 *
 * Values may be tokens: known to Terraform at apply.
 */
export interface HavenCluster extends IConstruct {
  readonly clusterName: string;
  /** Folder of the provider, for example `azure`. */
  readonly provider: string;
  readonly region: string;
  /** Zones that nodes run in. */
  readonly zones: readonly string[];
  /** Version that the code asks for, or what the platform chooses it by. */
  readonly kubernetesVersion: string;
  /** URL of the Kubernetes API. */
  readonly apiEndpoint: string;
  /** Issuer of the service accounts' tokens, for workload identity. */
  readonly oidcIssuerUrl: string;
  /** Class that a claim gets when it names none: ReadWriteOnce. */
  readonly defaultStorageClass: StorageClass;
  /** Class for ReadWriteMany. @haven rwxvolumes */
  readonly sharedStorageClass: StorageClass;
  /** Classes beside the two that every provider has, by names of this platform's own. @default none */
  readonly additionalStorageClasses?: readonly StorageClass[];
  /** Where the control plane's own logs go. */
  readonly logSink: string;
  /** Audit events that the platform leaves on its nodes for the baseline to collect; undefined where it sends them itself. */
  readonly auditLog?: NodeAuditLog;
  /** For logs and backups; undefined where there is none: logs are then on one volume, and nothing can be backed up. */
  readonly objectStorage?: ObjectStorage;
  /** Cloud identities that workloads of the baseline run as. */
  readonly workloadIdentities: { readonly logs: WorkloadIdentity; readonly backups: WorkloadIdentity };
  /**
   * Port at which pods ask their own node for the credentials of their identity; undefined where they ask the cloud itself.
   */
  readonly workloadIdentityPort?: number;
  /** How snapshots of the default class are made; undefined where the platform can't. */
  readonly snapshotClass?: VolumeSnapshotClass;
  /** How the kubernetes and helm providers log in. */
  readonly kubernetesAccess: KubernetesAccess;
  /** What the platform brings into the cluster by itself. */
  readonly platformServices: PlatformServices;
  /** How a Service of type LoadBalancer is asked for here. */
  readonly loadBalancer: LoadBalancer;
  /** What the platform needs before anything else can run, such as its network and its storage drivers. @default nothing */
  readonly platformComponents?: readonly ComponentFactory[];
  /** For platforms whose pools grow only when something in the cluster asks; undefined where the platform sees to it. */
  readonly autoscaling?: ClusterAutoscaling;
  /** Vault that workloads may read; undefined without one. */
  readonly secretStore?: ClusterSecretStore;
  /** What the baseline waits for: nodes, rights, storage. */
  readonly ready: readonly ITerraformDependable[];
  /** Zone of the applications' names, which workloads may write; undefined without one. */
  readonly dns?: ClusterDns;
  /** `false` where nothing leaves the network: no registry and no certificate authority of the internet is reached. @default true */
  readonly reachesInternet?: boolean;
  /** Public addresses that traffic from the cluster comes from; empty when a network of the user's decides that. */
  readonly egressAddresses: readonly string[];
  /** Prints nothing secret: it writes a kubeconfig that logs in as the person who runs it. */
  readonly kubeconfigCommand: string;
  /** Reads the proof for each check from the synthesized JSON of the stack that the cluster is in. */
  readonly evidence: (stack: StackJson) => ClusterEvidence;
  /** Reads what the picture in the report shows from the same JSON; without it the report has no picture. */
  readonly architecture?: (stack: StackJson) => Architecture;
}

/** What the baseline adds to the contract; a cluster without one has none of it. */
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

/** Where in a person's own code the cluster is made. */
export function madeAt(cluster: HavenCluster): Position | undefined {
  return (cluster as HavenCluster & { readonly [marker]?: Position })[marker];
}

/** Two clusters of one name in a stack would take each other's resources, since those are named after it. */
export function twinProblems(cluster: IConstruct, provider: string, name: string): Problem[] {
  const twin = TerraformStack.of(cluster)
    .node.findAll()
    .find((other) => other !== cluster && isHavenCluster(other) && other.provider === provider && other.clusterName === name);
  return twin === undefined ? [] : [{ path: "name", message: `"${name}" is the name of ${twin.node.path} too, in the same stack` }];
}

export function isHavenCluster(construct: IConstruct): construct is HavenCluster {
  return marker in construct;
}

/** Makes a component for a cluster. */
export type ComponentFactory = (context: BaselineContext) => BaselineComponent;

/** What a component may want to know. */
export interface BaselineContext {
  readonly cluster: HavenCluster;
  /** Registry that stands in for every other, where the user has one. */
  readonly mirror: string | undefined;
  /** Whether the types of Gateway API are in the cluster, and the gateway serves them. */
  readonly gatewayApi: boolean;
  /** Whether Prometheus runs, so that monitors are of use. */
  readonly monitoring: boolean;
}

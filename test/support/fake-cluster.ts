import { TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { ClusterAutoscaling, ClusterDns, ClusterSecretStore } from "../../lib/core/cluster/platform";
import { type HavenCluster, registerCluster } from "../../lib/core/cluster/cluster";
import type { Architecture } from "../../lib/core/reading/architecture";
import type { ClusterEvidence } from "../../lib/core/reading/evidence";
import type { ObjectStorage } from "../../lib/core/storage/object-storage";
import type { KubernetesAccess } from "../../lib/core/cluster/kubernetes-access";
import { attribute, number, resourceAt, type StackJson, strings } from "../../lib/core/reading/terraform-json";
import { cluster, type ClusterGiven, pool } from "./evidence";

interface FakeClusterProps {
  /** @default fake */
  readonly name?: string;
  /** @default no picture */
  readonly architecture?: Architecture;
  readonly region?: string;
  readonly zones?: readonly string[];
  readonly minNodes?: number;
  /** A cluster that is really there. */
  readonly kubernetesAccess?: KubernetesAccess;
  /** Leaves the resource out, which no real provider knows. @default false */
  readonly onlyContract?: boolean;
  /** Brings all that a platform may bring: a zone, a vault, pools that somebody must scale. @default false */
  readonly full?: boolean;
  /** Has no object storage. @default false */
  readonly noObjectStorage?: boolean;
  /** Evidence that isn't read from the JSON. */
  readonly given?: ClusterGiven;
}

/** A cluster on a provider that doesn't exist, so that the report is tested with nobody's binding. */
export class FakeCluster extends Construct implements HavenCluster {
  readonly clusterName: string;
  readonly architecture?: () => Architecture;
  readonly provider = "fake";
  readonly region: string;
  readonly zones: readonly string[];
  readonly kubernetesVersion = "1.36";
  readonly apiEndpoint = "https://fake.example";
  readonly oidcIssuerUrl = "https://fake.example/oidc";
  readonly defaultStorageClass = storageClass("haven-block");
  readonly sharedStorageClass = storageClass("haven-shared");
  readonly logSink = "logs";
  readonly objectStorage?: ObjectStorage;
  readonly workloadIdentities = { logs: identity, backups: identity };
  readonly egressAddresses = [];
  readonly kubernetesAccess: KubernetesAccess;
  readonly platformServices = { metricsServer: false, snapshotController: true, gatewayApi: true, defaultStorageClasses: ["standard"] };
  readonly dns?: ClusterDns;
  readonly secretStore?: ClusterSecretStore;
  readonly autoscaling?: ClusterAutoscaling;
  readonly loadBalancer = { exposure: "internal" as const, annotations: {} };
  readonly ready = [];
  readonly kubeconfigCommand = "fake login";
  readonly resource: TerraformResource;

  private readonly given: ClusterGiven;

  constructor(
    scope: Construct,
    id: string,
    {
      name = "fake",
      architecture,
      region = "westeurope",
      zones = ["a", "b"],
      minNodes = 3,
      given = {},
      kubernetesAccess = nowhere,
      onlyContract = false,
      full = false,
      noObjectStorage = false,
    }: FakeClusterProps = {},
  ) {
    super(scope, id);
    this.clusterName = name;
    if (architecture) this.architecture = () => architecture;
    this.region = region;
    this.zones = zones;
    this.given = given;
    this.kubernetesAccess = kubernetesAccess;
    if (!noObjectStorage) {
      this.objectStorage = {
        api: "s3",
        region: "eu",
        account: "fake",
        endpoint: "https://fake.example",
        buckets: { logs: "logs", backups: "backups" },
        backupConfig: { region: "eu" },
      };
    }
    if (full) {
      this.dns = {
        zone: "apps.example",
        certificates: identity,
        solver: { webhook: { groupName: "dns.example", solverName: "fake" } },
        records: { identity, values: { provider: { name: "inmemory" } } },
      };
      this.secretStore = { identity, provider: { fake: { data: [] } } };
      this.autoscaling = { identity, values: { cloudProvider: "kwok", autoDiscovery: { clusterName: "fake" } } };
    }
    this.resource = new TerraformResource(this, "Resource", { terraformResourceType: "fake_cluster" });
    this.resource.addOverride("zones", zones);
    this.resource.addOverride("min_nodes", minNodes);
    if (onlyContract) this.node.tryRemoveChild("Resource");
    registerCluster(this);
  }

  evidence(stack: StackJson): ClusterEvidence {
    const json = resourceAt(stack, `fake_cluster.${this.resource.friendlyUniqueId}`);
    const nodes = { ...pool(), zones: attribute(json, "zones", strings), minNodes: attribute(json, "min_nodes", number) };
    return cluster({ nodePools: [nodes], ...this.given });
  }
}

const nowhere: KubernetesAccess = {
  host: "https://fake.example",
  clusterCaCertificate: "-----BEGIN CERTIFICATE-----",
  exec: { apiVersion: "client.authentication.k8s.io/v1beta1", command: "fake-login", args: ["token"] },
};

const identity = { namespace: "fake", serviceAccount: "fake", annotations: {}, podLabels: {} };

function storageClass(name: string) {
  return { name, provisioner: "fake", parameters: {}, mountOptions: [], volumeBindingMode: "Immediate" as const };
}

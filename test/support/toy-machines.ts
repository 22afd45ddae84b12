import { type AppJson, appOf } from "../../lib/core/reading/app-json";
import { type ITerraformDependable, TerraformResource, type TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { HavenBaseline } from "../../lib/baseline";
import { type HavenCluster, registerCluster } from "../../lib/core/cluster/cluster";
import { rejectProblems } from "../../lib/core/validation/errors";
import { storageClassNames } from "../../lib/core/storage/storage-class";
import { logStoreUrl } from "../../lib/core/cluster/workload-identity";
import type { ArchitecturePool } from "../../lib/core/reading/architecture";
import type { StackJson } from "../../lib/core/reading/terraform-json";
import { talosComponents } from "../../lib/talos/components/platform-components";
import { apiEndpoint, kubeconfigCommand, oidcArguments } from "../../lib/talos/config/access";
import { talosClusterProblems, type TalosHavenClusterProps, type TalosStorageConfig } from "../../lib/talos/config/cluster";
import { talosDefaults } from "../../lib/talos/config/defaults";
import { etcdBackupNamespace } from "../../lib/talos/config/etcd-backup";
import { auditLog as auditLogOf } from "../../lib/talos/config/logging";
import { type NfsSharedStorage, nfsStorageClass } from "../../lib/talos/config/nfs";
import { controlPlaneName } from "../../lib/talos/config/node-pool";
import { objectStorage as storeOf } from "../../lib/talos/config/object-storage";
import { placeMachines, type PlacedPool } from "../../lib/talos/config/placement";
import { resolvedNetwork } from "../../lib/talos/config/resolved-network";
import { talosVersions } from "../../lib/talos/config/versions";
import { identitiesWithKeys } from "../../lib/talos/config/workload-identity";
import { talosAddresses, type TalosMachinePool } from "../../lib/talos/constructs/addresses";
import { type StartedTalosCluster, TalosCluster, type TalosMachine } from "../../lib/talos/constructs/cluster";
import { TalosProvider } from "../../lib/talos/constructs/talos-provider";
import type { TalosMachineGroup } from "../../lib/talos/machine-config/patches";
import type { MachinePoolAddresses } from "../../lib/talos/reading/addresses";
import { nfsPart, talosArchitecture } from "../../lib/talos/reading/architecture";
import { talosEvidence } from "../../lib/talos/reading/evidence";
import { synthesize } from "../../lib/testing";

/** A machine of a provider that doesn't exist. */
class ToyMachine extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    private readonly given: { readonly name: string; readonly address: string; readonly user_data: string },
  ) {
    super(scope, id, { terraformResourceType: "toy_machine" });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return this.given;
  }
}

export interface ToyHavenClusterProps extends TalosHavenClusterProps {
  readonly storage: TalosStorageConfig & { readonly shared: NfsSharedStorage };
}

/** The smallest props that make a cluster of toy machines. */
export function toyProps(props: Partial<ToyHavenClusterProps> = {}): ToyHavenClusterProps {
  return {
    name: "zaken",
    environment: "test",
    region: "nl-denhaag",
    tags: { owner: "team-platform" },
    zones: [{ name: "a" }, { name: "b" }, { name: "c" }],
    network: {
      cidr: "10.43.0.0/24",
      gateway: "10.43.0.1",
      virtualIp: "10.43.0.10",
      loadBalancer: { first: "10.43.0.200", last: "10.43.0.219" },
      dnsServers: ["10.43.0.2"],
    },
    access: { allowedCidrs: ["10.1.0.0/16"] },
    nodePools: [{ name: "apps", minNodes: 3, maxNodes: 3, addressOffset: 32 }],
    storage: {
      shared: { type: "nfs", server: "nfs.gemeente.example", share: "/exports/zaken" },
      objects: { endpoint: "https://s3.gemeente.example:9000", logsBucket: "zaken-logs", backupsBucket: "zaken-backups" },
    },
    ...props,
  };
}

/** A second provider of machines beside vSphere: all that isn't about a machine itself is of lib/talos. */
export class ToyHavenCluster extends Construct implements HavenCluster {
  readonly provider = "toy";
  readonly clusterName: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly kubernetesVersion: string;
  readonly apiEndpoint: string;
  readonly oidcIssuerUrl: string;
  readonly defaultStorageClass = {
    name: storageClassNames.block,
    provisioner: "disks.toy.example",
    parameters: {},
    mountOptions: [],
    volumeBindingMode: "WaitForFirstConsumer" as const,
  };
  readonly sharedStorageClass;
  readonly logSink = logStoreUrl;
  readonly auditLog;
  readonly objectStorage;
  readonly workloadIdentities = identitiesWithKeys;
  readonly egressAddresses = [];
  readonly kubeconfigCommand: string;
  readonly kubernetesAccess;
  readonly platformServices = { metricsServer: false, snapshotController: false, gatewayApi: false, defaultStorageClasses: [] };
  readonly platformComponents;
  readonly loadBalancer;
  readonly ready: readonly ITerraformDependable[];

  readonly talos: TalosCluster;
  readonly controlPlane: TalosMachinePool;
  readonly nodePools: readonly TalosMachinePool[];
  readonly network;
  readonly started: StartedTalosCluster;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: ToyHavenClusterProps,
  ) {
    super(scope, id);
    rejectProblems(this.node.path, talosClusterProblems(props));
    const { name, region, access, zones, storage, etcdBackup, logging = {}, talos = {} } = props;
    this.clusterName = name;
    this.region = region;
    this.kubernetesVersion = props.kubernetesVersion ?? talosVersions.default;
    this.network = resolvedNetwork(props.network, zones);
    this.apiEndpoint = apiEndpoint(access, this.network.virtualIp);
    this.talos = new TalosCluster(this, "talos", {
      ...this.network,
      name,
      region,
      endpoint: this.apiEndpoint,
      kubernetesVersion: this.kubernetesVersion,
      link: "eth0",
      installDisk: "/dev/vda",
      platform: "nocloud",
      schematicId: "f".repeat(64),
      administratorCidrs: access.allowedCidrs,
      apiServerArgs: access.oidc && oidcArguments(access.oidc),
      logReceiver: logging.receiver,
      etcdBackupNamespace: etcdBackup && etcdBackupNamespace,
      talos,
    });
    this.controlPlane = this.pool("controlplane", { ...talosDefaults.controlPlane, ...props.controlPlane, name: controlPlaneName });
    const [first, ...others] = this.controlPlane.machines;
    if (first === undefined) throw new Error("a control plane without machines");
    this.started = this.talos.start([first, ...others]);
    this.nodePools = props.nodePools.map((pool) => this.pool("worker", { ...pool, nodes: pool.minNodes }));
    this.talos.join(
      this.started,
      this.nodePools.flatMap(({ machines }) => machines),
    );
    this.zones = zones.map((zone) => zone.name);
    this.oidcIssuerUrl = this.apiEndpoint;
    this.sharedStorageClass = nfsStorageClass(storage.shared);
    this.auditLog = auditLogOf(logging);
    this.objectStorage = storage.objects && storeOf(name, storage.objects);
    this.kubeconfigCommand = kubeconfigCommand(name, this.apiEndpoint, first.address, access);
    this.kubernetesAccess = this.started.kubernetesAccess;
    this.platformComponents = talosComponents(props, { nfs: true });
    this.loadBalancer = this.network.loadBalancer;
    this.ready = [this.started.answering];
    registerCluster(this);
  }

  evidence(stack: StackJson, app: AppJson = appOf(stack)) {
    return talosEvidence(stack, app, this.addresses, this.props, () => undefined);
  }

  architecture(stack: StackJson) {
    const { addresses } = this;
    const pool = ({ name, zones, machines }: MachinePoolAddresses): ArchitecturePool => ({
      name,
      zones,
      minNodes: machines.filter(({ resource }) => stack.resources.some(({ address }) => address === resource)).length,
    });
    return talosArchitecture(addresses, {
      platform: "Talos on toys, Kubernetes",
      networkKind: { en: "Toy network", nl: "Speelgoednetwerk" },
      nodePools: [addresses.controlPlane, ...addresses.nodePools].map(pool),
      sharedStorage: nfsPart(this.props.storage.shared),
    });
  }

  private get addresses() {
    const { clusterName, provider, talos, started, controlPlane, nodePools, network, objectStorage, auditLog } = this;
    const { zones } = this.props;
    return talosAddresses({ clusterName, provider, talos, started, controlPlane, nodePools, network, zones, objectStorage, auditLog });
  }

  private pool(
    role: TalosMachineGroup["role"],
    pool: PlacedPool & Pick<TalosMachineGroup, "taints" | "labels" | "sysctls" | "kernelModules" | "diskEncryption">,
  ): TalosMachinePool {
    const machines = placeMachines(pool, this.network, this.props.zones).map(({ id, zone, address }): TalosMachine => {
      const { taints, labels, sysctls, kernelModules, diskEncryption } = pool;
      const group = { role, pool: pool.name, zone, taints, labels, sysctls, kernelModules, diskEncryption };
      const { machineConfiguration } = this.talos.configurationOf(group);
      const resource = new ToyMachine(this, id, { name: `${this.clusterName}-${id}`, address, user_data: machineConfiguration });
      return { name: id, address, group, resource };
    });
    return { name: pool.name, zones: [...new Set(machines.map(({ group }) => group.zone))], machines };
  }
}

/** A stack with one cluster of toy machines and its baseline; `change` gets the cluster before the synth. */
export function toyCluster(
  props: Partial<ToyHavenClusterProps> = {},
  change: (cluster: ToyHavenCluster, stack: TerraformStack) => void = () => undefined,
) {
  return synthesize((stack) => {
    new TalosProvider(stack, "talos");
    const cluster = new ToyHavenCluster(stack, "cluster", toyProps(props));
    new HavenBaseline(stack, "baseline", { cluster });
    change(cluster, stack);
  });
}

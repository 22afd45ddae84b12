import { Fn, type ITerraformDependable, type TerraformResource } from "cdktf";
import { Construct } from "constructs";
import type { CertificateAccess } from "../core/cluster/kubernetes-access";
import { addressOf } from "../core/reading/terraform-json";
import { ApiServerWait } from "./api-server-wait";
import { TalosClusterKubeconfig } from "./cluster-kubeconfig";
import { DataTalosClientConfiguration } from "./data-client-configuration";
import { DataTalosMachineConfiguration } from "./data-machine-configuration";
import { talosContract } from "./defaults";
import { EphemeralKubeconfig } from "./ephemeral-kubeconfig";
import { renderDocument } from "./machine-config";
import { TalosMachineBootstrap } from "./machine-bootstrap";
import { TalosMachineConfigurationApply } from "./machine-configuration-apply";
import { TalosMachineSecrets } from "./machine-secrets";
import { commonPatches, groupPatch, rolePatches, type TalosClusterSettings, type TalosMachineGroup } from "./patches";
import { requireTalos } from "./provider";

export interface TalosClusterProps extends TalosClusterSettings {
  readonly name: string;
  /** Exact. */
  readonly kubernetesVersion: string;
  /** Where Terraform's own login is: in the state, or nowhere, which takes Terraform 1.10. @default state */
  readonly kubeconfig?: "state" | "ephemeral";
  /** Keeps Terraform from losing the secrets, and the cluster with them. @default false */
  readonly preventDestroy?: boolean;
}

/** A machine that somebody made, which has an address and waits for its configuration. */
export interface TalosMachine {
  readonly name: string;
  readonly address: string;
  readonly group: TalosMachineGroup;
  /** Its attribute `id` is another one when the machine is another one. */
  readonly resource: TerraformResource;
}

/**
 * Kubernetes by Talos on machines that somebody else makes: nothing here knows on what they run.
 *
 * First the secrets, then the configuration of each group of machines, and, once the machines are there, `start`.
 */
export class TalosCluster extends Construct {
  readonly secrets: TalosMachineSecrets;
  /** What a group shares with others is rendered once. */
  private readonly common: readonly string[];
  private readonly byRole: Readonly<Record<TalosMachineGroup["role"], readonly string[]>>;
  private readonly groups = new Map<string, DataTalosMachineConfiguration>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TalosClusterProps,
  ) {
    super(scope, id);
    requireTalos(this);
    this.common = commonPatches(props).map(renderDocument);
    this.byRole = {
      controlplane: rolePatches("controlplane", props).map(renderDocument),
      worker: rolePatches("worker", props).map(renderDocument),
    };
    this.secrets = new TalosMachineSecrets(this, "secrets", {
      talosVersion: talosContract,
      lifecycle: { preventDestroy: props.preventDestroy ?? false },
    });
  }

  /** What the machines of a group are told; made once, however many there are. */
  configurationOf(group: TalosMachineGroup): DataTalosMachineConfiguration {
    const id = `${group.pool}-${group.zone}`;
    const { name, endpoint, kubernetesVersion, region } = this.props;
    const made =
      this.groups.get(id) ??
      new DataTalosMachineConfiguration(this, id, {
        clusterName: name,
        clusterEndpoint: endpoint,
        machineType: group.role,
        machineSecrets: this.secrets.machineSecrets,
        talosVersion: talosContract,
        kubernetesVersion,
        configPatches: [...this.byRole[group.role], renderDocument(groupPatch(group, region)), ...this.common],
      });
    this.groups.set(id, made);
    return made;
  }

  /** Configures the machines, starts etcd on the first of the control plane, and logs in. */
  start(controlPlane: readonly [TalosMachine, ...TalosMachine[]], workers: readonly TalosMachine[]): StartedTalosCluster {
    const clientConfiguration = this.secrets.clientConfiguration;
    const apply = ({ name, address, group, resource }: TalosMachine, after: readonly ITerraformDependable[]) =>
      new TalosMachineConfigurationApply(this, `apply-${name}`, {
        node: address,
        clientConfiguration,
        machineConfigurationInput: this.configurationOf(group).machineConfiguration,
        // What needs a restart waits for one that somebody makes: Terraform would restart all workers at the same time. A machine that has no
        // configuration yet takes nothing but `auto`, and the provider's trial of it says "restart"; nothing that is written here takes one.
        applyMode: this.props.talos.delivery === "api" ? "auto" : "staged_if_needing_reboot",
        dependsOn: [resource, ...after],
        // A machine that is made anew must be told again.
        lifecycle: { replaceTriggeredBy: [`${addressOf(resource)}.id`] },
      });
    // One after the other: two at a time may cost etcd its majority.
    const applied: TalosMachineConfigurationApply[] = [];
    for (const machine of controlPlane) applied.push(apply(machine, applied.slice(-1)));
    // A kubelet may never be newer than the API server.
    const joined = workers.map((machine) => apply(machine, applied.slice(-1)));
    const first = controlPlane[0].address;
    const bootstrap = new TalosMachineBootstrap(this, "bootstrap", { node: first, clientConfiguration, dependsOn: [...applied] });
    const answering = new ApiServerWait(this, "api-server", {
      endpoint: this.props.endpoint,
      bootstrapId: bootstrap.id,
      // Of the workers as well, so that who waits for it needs to name nothing else.
      dependsOn: [bootstrap, ...joined],
    });
    const addresses = controlPlane.map(({ address }) => address);
    return {
      applied: [...applied, ...joined],
      bootstrap,
      answering,
      kubernetesAccess: this.login(first, bootstrap),
      clientConfiguration: new DataTalosClientConfiguration(this, "client", {
        clusterName: this.props.name,
        clientConfiguration,
        endpoints: addresses,
        nodes: addresses,
      }),
    };
  }

  private login(node: string, bootstrap: TalosMachineBootstrap): CertificateAccess {
    const { name, endpoint, kubeconfig = "state" } = this.props;
    const login =
      kubeconfig === "state"
        ? new TalosClusterKubeconfig(this, "kubeconfig", {
            node,
            clientConfiguration: this.secrets.clientConfiguration,
            dependsOn: [bootstrap],
          })
        : new EphemeralKubeconfig(this, "kubeconfig", { clusterName: name, endpoint, machineSecrets: this.secrets.machineSecrets });
    return {
      host: endpoint,
      clusterCaCertificate: Fn.base64decode(login.caCertificate),
      clientCertificate: Fn.base64decode(login.clientCertificate),
      clientKey: Fn.base64decode(login.clientKey),
    };
  }
}

export interface StartedTalosCluster {
  /** To each machine, in the order of the pools. */
  readonly applied: readonly TalosMachineConfigurationApply[];
  readonly bootstrap: TalosMachineBootstrap;
  /** There when every machine has its configuration and the Kubernetes API answers: what is installed in the cluster comes after it. */
  readonly answering: ApiServerWait;
  readonly kubernetesAccess: CertificateAccess;
  /** For talosctl. */
  readonly clientConfiguration: DataTalosClientConfiguration;
}

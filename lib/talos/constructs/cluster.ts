import { Fn, type ITerraformDependable, type TerraformResource, Token } from "cdktf";
import { type PropsRules, wholeProblems } from "../../core/schema/check";
import { rejectProblems } from "../../core/validation/errors";
import { talosProblems } from "../config/talos";
import { exactVersionProblems } from "../config/upgrades";
import { Construct } from "constructs";
import type { CertificateAccess } from "../../core/cluster/kubernetes-access";
import { addressOf } from "../../core/reading/terraform-json";
import { talosContract, talosDefaults } from "../config/defaults";
import { renderDocument, type TalosDocument } from "../machine-config/documents";
import { commonPatches, groupPatches, rolePatches, type TalosClusterSettings, type TalosMachineGroup } from "../machine-config/patches";
import { ApiServerWait } from "./api-server-wait";
import { EphemeralKubeconfig } from "./ephemeral-kubeconfig";
import { requireTalos } from "./talos-provider";
import {
  DataTalosClientConfiguration,
  DataTalosMachineConfiguration,
  TalosClusterKubeconfig,
  TalosMachineBootstrap,
  TalosMachineConfigurationApply,
  TalosMachineSecrets,
} from "./talos-resources";

/** Settings of a Talos cluster on machines that any provider makes. */
export interface TalosClusterProps extends TalosClusterSettings {
  /**
   * Name of the cluster.
   *
   * @pattern ^[a-z]([a-z0-9-]*[a-z0-9])?$
   * @form a lower case letter, then letters, digits and dashes, and no dash at the end
   */
  readonly name: string;
  /** Exact. */
  readonly kubernetesVersion: string;
  /** Where Terraform keeps its own login: in its state, or nowhere, which needs Terraform 1.10 or OpenTofu 1.11. @default ephemeral */
  readonly kubeconfig?: "state" | "ephemeral";
  /**
   * Whether machines boot with their configuration, for example as user data. Otherwise they get it over the network at their first start.
   *
   * @default true
   */
  readonly configuredAtBoot?: boolean;
  /** Keeps Terraform from losing the secrets, and the cluster with them. @default false */
  readonly preventDestroy?: boolean;
}

const talosRules: PropsRules<TalosClusterProps> = {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- a provider's composite has checked its own props
  schema: () => require("../generated/props") as typeof import("../generated/props"),
  problems: ({ kubernetesVersion, talos = {} }) => [
    ...(kubernetesVersion === undefined || Token.isUnresolved(kubernetesVersion) ? [] : exactVersionProblems(kubernetesVersion)),
    ...talosProblems(talos),
  ],
};

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
  private readonly documents = new Map<string, TalosDocument>();
  /** Documents by their rendered text. Reading uses them for patches that nothing has changed, since parsing YAML is slow. */
  readonly rendered: ReadonlyMap<string, TalosDocument> = this.documents;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: TalosClusterProps,
  ) {
    super(scope, id);
    rejectProblems(this.node.path, wholeProblems<TalosClusterProps>(talosRules, props));
    requireTalos(this);
    this.common = commonPatches(props).map((document) => this.render(document));
    this.byRole = {
      controlplane: rolePatches("controlplane", props).map((document) => this.render(document)),
      worker: rolePatches("worker", props).map((document) => this.render(document)),
    };
    this.secrets = new TalosMachineSecrets(this, "secrets", {
      talosVersion: talosContract,
      lifecycle: { preventDestroy: props.preventDestroy ?? false },
    });
  }

  /** Configuration of the machines of a group, created once for all of them. */
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
        configPatches: [
          ...this.byRole[group.role],
          ...groupPatches(group, region).map((document) => this.render(document)),
          ...this.common,
        ],
      });
    this.groups.set(id, made);
    return made;
  }

  /** Configures the control plane, one machine after the other, starts etcd on the first, and logs in. */
  start(controlPlane: readonly [TalosMachine, ...TalosMachine[]]): StartedTalosCluster {
    const clientConfiguration = this.secrets.clientConfiguration;
    // One after the other: two at a time may cost etcd its majority.
    const [leader, ...others] = controlPlane;
    let last = this.apply(leader, []);
    const applied = [last];
    for (const machine of others) {
      last = this.apply(machine, [last]);
      applied.push(last);
    }
    const first = leader.address;
    const bootstrap = new TalosMachineBootstrap(this, "bootstrap", { node: first, clientConfiguration, dependsOn: [...applied] });
    const answering = new ApiServerWait(this, "api-server", {
      endpoint: this.props.endpoint,
      bootstrapId: bootstrap.id,
      dependsOn: [bootstrap],
    });
    const addresses = controlPlane.map(({ address }) => address);
    return {
      applied,
      controlPlane: last,
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

  private render(document: TalosDocument): string {
    // Terraform quotes a value that it computes; as a part of YAML, its quotes and line breaks would change the document.
    if (isComputed(document)) return Fn.jsonencode(document);
    const text = renderDocument(document);
    this.documents.set(text, document);
    return text;
  }

  /** Configures workers. A kubelet may never be newer than the API server, so they wait for the control plane. */
  join(started: StartedTalosCluster, workers: readonly TalosMachine[]): void {
    const joined = workers.map((machine) => this.apply(machine, [started.controlPlane]));
    started.applied.push(...joined);
    // Who waits for the API waits for every machine, and needs to name nothing else.
    started.answering.dependsOn = [...(started.answering.dependsOn ?? []), ...joined.map(addressOf)];
  }

  private apply({ name, address, group, resource }: TalosMachine, after: readonly ITerraformDependable[]): TalosMachineConfigurationApply {
    return new TalosMachineConfigurationApply(this, `apply-${name}`, {
      node: address,
      clientConfiguration: this.secrets.clientConfiguration,
      machineConfigurationInput: this.configurationOf(group).machineConfiguration,
      // What needs a restart waits for one that somebody makes: Terraform would restart all workers at the same time. A machine that has no
      // configuration yet takes nothing but `auto`, and the provider's trial of it says "restart"; nothing that is written here takes one.
      applyMode: this.props.configuredAtBoot === false ? "auto" : "staged_if_needing_reboot",
      dependsOn: [resource, ...after],
      // A machine that is made anew must be told again.
      lifecycle: { replaceTriggeredBy: [`${addressOf(resource)}.id`] },
    });
  }

  private login(node: string, bootstrap: TalosMachineBootstrap): CertificateAccess {
    const { name, endpoint, kubeconfig = talosDefaults.kubeconfig } = this.props;
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

function isComputed(value: unknown): boolean {
  if (Token.isUnresolved(value)) return true;
  return typeof value === "object" && value !== null && Object.values(value).some(isComputed);
}

export interface StartedTalosCluster {
  /** One per machine: the control plane's first, then those of workers as they join. */
  readonly applied: TalosMachineConfigurationApply[];
  /** Applied to the last machine of the control plane, which waits for the others. */
  readonly controlPlane: TalosMachineConfigurationApply;
  readonly bootstrap: TalosMachineBootstrap;
  /** There when every machine has its configuration and the Kubernetes API answers: what is installed in the cluster comes after it. */
  readonly answering: ApiServerWait;
  readonly kubernetesAccess: CertificateAccess;
  /** For talosctl. */
  readonly clientConfiguration: DataTalosClientConfiguration;
}

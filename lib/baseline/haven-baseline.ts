import { HelmProvider } from "@cdktf/provider-helm/lib/provider";
import type { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { KubernetesProvider } from "@cdktf/provider-kubernetes/lib/provider";
import { Annotations, Aspects, type IAspect, type ITerraformDependable, TerraformResource, TerraformStack } from "cdktf";
import { Construct, type IConstruct } from "constructs";
import { type Baseline, registerBaseline } from "../core/cluster/baseline";
import type { HavenCluster, InClusterContract } from "../core/cluster/cluster";
import { rejectProblems } from "../core/validation/errors";
import { type AppJson, appOf } from "../core/reading/app-json";
import type { BaselineEvidence } from "../core/reading/evidence";
import type { KubernetesAccess } from "../core/cluster/kubernetes-access";
import { hash } from "../core/cluster/names";
import { requireProvider } from "../core/terraform/required-providers";
import { storageClassNames } from "../core/storage/storage-class";
import type { StackJson } from "../core/reading/terraform-json";
import { issuerNames } from "./certificates";
import { type BaselineComponent, type BaselineContext, type ComponentFactory, isOn } from "./component";
import { componentsOf } from "./components";
import type { BaselineConfig } from "./config";
import { baselineEvidence } from "./evidence";
import { gatewayClassName, ingressClassName } from "./gateway";
import { InstalledComponent, platformNamespace } from "./install";
import { manifestsChart } from "./manifests";
import { baselineProblems, baselineRules } from "./problems";
import { StorageClasses } from "./storage-classes";
import { baselineWarnings } from "./warnings";
import { wholeProblems } from "../core/schema/check";

/** Provider versions that the tests have run against. */
const providerVersions = { kubernetes: "~> 2.38", helm: "~> 3.1" };

/** Props of `HavenBaseline`: its configuration, and the cluster that it is installed in. */
export interface HavenBaselineProps extends BaselineConfig {
  /** The cluster that it is installed in. */
  readonly cluster: HavenCluster;
  /**
   * How to log in, for a baseline in another stack than its cluster.
   *
   * @default what the cluster says
   */
  readonly kubernetesAccess?: KubernetesAccess;
  /** Components of your own, installed after ours. @default none */
  readonly components?: readonly ComponentFactory[];
}

/**
 * What every Haven cluster has inside, the same on each provider: storage classes, certificates, a gateway, logs, guardrails.
 *
 * It logs in to the cluster with providers of its own, so that a stack may hold more than one cluster. Refuses impossible props with a
 * `ConfigurationError` that lists every problem.
 *
 * @haven rwxvolumes
 * @haven autocerts
 * @haven logs
 * @haven metrics
 */
export class HavenBaseline extends Construct implements Baseline {
  readonly cluster: HavenCluster;
  readonly contract: InClusterContract;
  readonly storageClasses: StorageClasses;
  /** By name, in the order in which they are installed. */
  readonly components: ReadonlyMap<string, InstalledComponent>;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: HavenBaselineProps,
  ) {
    super(scope, id);
    rejectProblems(this.node.path, wholeProblems<BaselineConfig>(baselineRules, props));
    const { cluster, certificates: issuing, gateway: entry } = props;
    const gatewayApi = isOn(entry) && (entry?.gatewayApi === undefined ? cluster.platformServices.gatewayApi : entry.gatewayApi !== "off");
    const context: BaselineContext = { cluster, mirror: props.charts?.registry, gatewayApi, monitoring: props.monitoring !== undefined };
    this.cluster = cluster;
    this.contract = {
      defaultStorageClass: storageClassNames.block,
      sharedStorageClass: storageClassNames.shared,
      ingressClass: isOn(entry) ? ingressClassName : "",
      gatewayClass: gatewayApi ? gatewayClassName : "",
      clusterIssuers: isOn(issuing) ? issuerNames(issuing ?? {}) : [],
      dnsZone: cluster.dns?.zone ?? "",
    };
    const platform = (cluster.platformComponents ?? []).map((make) => make(context));
    const own = (props.components ?? []).map((make) => make(context));
    const components = [...componentsOf(context, props, this.contract, [...platform, ...own]), ...own];
    rejectProblems(this.node.path, baselineProblems(props, [...platform, ...components], cluster));
    // On the cluster, whose report it is, wherever the baseline's own stack is.
    for (const warning of baselineWarnings(props, cluster)) Annotations.of(cluster).addWarning(warning);

    this.connect(props.kubernetesAccess ?? cluster.kubernetesAccess);
    // What is in another stack was applied before this one.
    const ready = TerraformStack.of(cluster) === TerraformStack.of(this) ? [...cluster.ready] : [];
    this.storageClasses = new StorageClasses(this, "storage", cluster, ready);
    this.components = this.install(platform, components, ready);
    registerBaseline(this);
  }

  evidence(stack: StackJson, app: AppJson = appOf(stack)): BaselineEvidence {
    return baselineEvidence(stack, app, this, this.props);
  }

  private install(
    platform: readonly BaselineComponent[],
    components: readonly BaselineComponent[],
    ready: ITerraformDependable[],
  ): ReadonlyMap<string, InstalledComponent> {
    const namespaces = new Map<string, NamespaceV1>();
    const inNamespaces = new Construct(this, "namespaces");
    const installation = {
      manifestsChart: manifestsChart(this),
      charts: this.props.charts ?? {},
      networkPolicies: isOn(this.props.networkPolicies),
      monitored: this.props.monitoring !== undefined,
      namespace: (namespace: BaselineComponent["namespace"]) => {
        const made = namespaces.get(namespace.name) ?? platformNamespace(inNamespaces, namespace, ready);
        namespaces.set(namespace.name, made);
        return made;
      },
    };
    const installed = new Map<string, InstalledComponent>();
    // One after the other: without a network no other pod starts, and without a driver no claim is served.
    let first: readonly ITerraformDependable[] = ready;
    for (const component of platform) {
      const made = new InstalledComponent(this, component, installation, first);
      installed.set(component.name, made);
      first = made.releases.slice(-1);
    }
    for (const component of components) {
      // Everything uses the priority class, and monitors where there is somebody to read them.
      const after = ["system", "monitoring-types", ...(component.after ?? [])].flatMap(
        (name) => installed.get(name)?.releases.at(-1) ?? [],
      );
      installed.set(
        component.name,
        new InstalledComponent(this, component, installation, [this.storageClasses.block, ...(platform.length > 0 ? first : []), ...after]),
      );
    }
    return installed;
  }

  /** Providers by an alias: those without one are the user's, who may have another cluster in the stack. */
  private connect(access: KubernetesAccess): void {
    const stack = TerraformStack.of(this);
    const alias = `haven_${hash(this.node.path, 8)}`;
    const kubernetes = new KubernetesProvider(this, "kubernetes", { alias, ...providerLogin(access, (exec) => [exec]) });
    const helm = new HelmProvider(this, "helm", {
      alias,
      ...("kubeconfig" in access ? {} : { kubernetes: providerLogin(access, (exec) => exec) }),
    });
    requireProvider(stack, "kubernetes", providerVersions.kubernetes);
    requireProvider(stack, "helm", providerVersions.helm);
    Aspects.of(this).add(new UseProviders({ kubernetes, helm }));
  }
}

/** The two providers differ in whether the program that logs in is one of a list. */
function providerLogin<Exec>(access: KubernetesAccess, one: (exec: { command: string; apiVersion: string; args: string[] }) => Exec) {
  if ("kubeconfig" in access) return {};
  const { host, clusterCaCertificate } = access;
  return "exec" in access
    ? { host, clusterCaCertificate, exec: one({ ...access.exec, args: [...access.exec.args] }) }
    : { host, clusterCaCertificate, clientCertificate: access.clientCertificate, clientKey: access.clientKey };
}

/** Gives every resource below the provider of its kind, so that no component needs to know of providers. */
class UseProviders implements IAspect {
  constructor(private readonly providers: Readonly<Record<string, KubernetesProvider | HelmProvider>>) {}

  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) || node.provider !== undefined) return;
    const provider = this.providers[node.terraformResourceType.split("_")[0] ?? ""];
    if (provider) node.provider = provider;
  }
}

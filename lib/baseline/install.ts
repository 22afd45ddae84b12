import { Release } from "@cdktf/provider-helm/lib/release";
import { NamespaceV1 } from "@cdktf/provider-kubernetes/lib/namespace-v1";
import { SecretV1 } from "@cdktf/provider-kubernetes/lib/secret-v1";
import type { ITerraformDependable, TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import type { BaselineComponent, BaselineRelease, PlatformNamespace, TrafficRule } from "./component";
import { readVariable } from "../core/terraform/variables";
import type { ChartMirror } from "./config";
import { networkPolicies } from "./network-policies";
import { valueDocuments } from "./values";

/** What every component of a baseline is installed with. */
export interface Installation {
  readonly manifestsChart: TerraformAsset;
  readonly charts: ChartMirror;
  /** Made once, however many components share it. */
  readonly namespace: (namespace: PlatformNamespace) => NamespaceV1;
  readonly networkPolicies: boolean;
  readonly monitored: boolean;
}

/** A component in the cluster. */
export class InstalledComponent extends Construct {
  readonly namespace: NamespaceV1;
  /** In the order in which they are installed. */
  readonly releases: readonly Release[];

  constructor(
    scope: Construct,
    readonly component: BaselineComponent,
    installation: Installation,
    after: readonly ITerraformDependable[],
  ) {
    super(scope, component.name);
    this.namespace = installation.namespace(component.namespace);
    const policies: BaselineRelease[] = installation.networkPolicies
      ? [
          {
            name: `${component.name}-network`,
            manifests: networkPolicies(component.name, component.namespace, traffic(component, installation.monitored)),
          },
        ]
      : [];
    const secrets = Object.entries(component.secrets ?? {}).map(
      ([name, content]) =>
        new SecretV1(this, `secret-${name}`, {
          metadata: { name, namespace: this.namespace.metadata.name },
          data: { ...content((variable) => readVariable(this, variable)) },
        }),
    );
    const releases: Release[] = [];
    for (const release of [...policies, ...component.releases]) {
      const last = releases.at(-1);
      releases.push(install(this, release, this.namespace, installation, last ? [last] : [...secrets, ...after]));
    }
    this.releases = releases;
  }
}

function traffic({ traffic: own = [], metrics = [] }: BaselineComponent, monitored: boolean): readonly TrafficRule[] {
  if (!monitored || metrics.length === 0) return own;
  return [...own, { direction: "in", peer: { namespace: "haven-monitoring" }, ports: metrics, reason: "Prometheus" }];
}

function install(
  scope: Construct,
  release: BaselineRelease,
  namespace: NamespaceV1,
  { manifestsChart, charts }: Installation,
  after: readonly ITerraformDependable[],
): Release {
  return new Release(scope, release.name, {
    name: release.name,
    namespace: namespace.metadata.name,
    ...("chart" in release ? source(release.chart, charts.repository) : { chart: manifestsChart.path }),
    values: valueDocuments("chart" in release ? release.values : { manifests: release.manifests }),
    skipCrds: "chart" in release ? release.skipCrds : undefined,
    // A release that fails goes back to what it was. `upgradeInstall` would ask the cluster at plan, before there is one.
    atomic: true,
    cleanupOnFail: true,
    wait: true,
    timeout: "chart" in release ? (release.timeoutSeconds ?? 600) : 300,
    // Namespaces carry the Pod Security level, so they are never left to Helm.
    createNamespace: false,
    maxHistory: 5,
    dependsOn: [...after],
  });
}

/** Where a chart is: with its makers, on a mirror, or in a folder, which has it unpacked and knows no versions. */
function source({ name, repository, version }: { name: string; repository: string; version: string }, mirror: string | undefined) {
  const from = mirror ?? repository;
  if (from.startsWith("oci://")) return { chart: `${from.replace(/\/+$/, "")}/${name}`, version };
  return /^https?:\/\//.test(from) ? { chart: name, repository: from, version } : { chart: `${from.replace(/\/+$/, "")}/${name}` };
}

/** A namespace that says which pods it takes. */
export function platformNamespace(
  scope: Construct,
  { name, podSecurity, reason }: PlatformNamespace,
  dependsOn: ITerraformDependable[],
): NamespaceV1 {
  return new NamespaceV1(scope, name, {
    metadata: {
      name,
      labels: {
        "app.kubernetes.io/managed-by": "haven-cdktf",
        "pod-security.kubernetes.io/enforce": podSecurity,
        // What a stricter level would say of it, for whoever wants to go there.
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/audit": "restricted",
      },
      ...(reason !== undefined && { annotations: { "haven-cdktf/pod-security-reason": reason } }),
    },
    dependsOn,
  });
}

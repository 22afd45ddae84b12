import type { HavenCluster } from "../core/cluster/cluster";
import type { BaselineEvidence, ComponentEvidence } from "../core/reading/evidence";
import type { Fact } from "../core/reading/fact";
import {
  addressOf,
  attribute,
  derive,
  map,
  object,
  type Resource,
  resourceAt,
  type StackJson,
  string,
} from "../core/reading/terraform-json";
import type { Json, JsonObject } from "../core/reading/json";
import { isSwitchedOff } from "./component";
import { type BaselineConfig, switchable } from "./config";
import type { InstalledComponent } from "./install";
import type { StorageClasses } from "./storage-classes";
import { knownValues } from "./values";

const defaultMark = "storageclass.kubernetes.io/is-default-class";

/** What a baseline has installed in its cluster. */
export interface InstalledBaseline {
  readonly cluster: HavenCluster;
  readonly storageClasses: StorageClasses;
  /** By name. */
  readonly components: ReadonlyMap<string, InstalledComponent>;
}

/** Where the proof for each check is in the stack of the baseline, so that what an override changed or took out is seen. */
export function baselineEvidence(stack: StackJson, baseline: InstalledBaseline, config: BaselineConfig): BaselineEvidence {
  const { storageClasses, components } = baseline;
  const releaseOf = (component: string, release: string): Resource | undefined => {
    const found = components.get(component)?.releases.find(({ node }) => node.id === release);
    return found && resourceAt(stack, addressOf(found));
  };
  const chart = (component: string, release: string): Fact<string> | undefined => {
    const resource = releaseOf(component, release);
    return resource && attribute(resource, "chart", string);
  };
  const store = chart("log-store", "loki");
  const collector = chart("log-collector", "alloy");
  const metricsServer = chart("metrics-server", "metrics-server");
  const issuers = releaseOf("certificates", "issuers");
  const certManager = chart("certificates", "cert-manager");
  const defaults = stack.resources.filter(({ type }) => type === "kubernetes_storage_class_v1").map(defaultClass);
  const shared = resourceAt(stack, addressOf(storageClasses.shared));
  return {
    defaultStorageClasses: {
      ...attribute(resourceAt(stack, addressOf(storageClasses.block)), "metadata.annotations", map),
      value: defaults.some(({ value }) => value === undefined)
        ? undefined
        : [...defaults.flatMap(({ value }) => (value?.isDefault ? [value.name] : [])), ...stillMarked(stack, baseline)],
    },
    sharedStorageClass: derive(attribute(shared, "storage_provisioner", string), () => attribute(shared, "metadata.name", string).value),
    ...(issuers &&
      certManager && {
        certificateIssuers: derive(certManager, () => (certManager.value === undefined ? undefined : issuerKinds(issuers).value)),
      }),
    ...(store && collector && { logCollector: derive(collector, () => (store.value === undefined ? undefined : "Alloy, Loki")) }),
    ...(metricsServer && { metricsServer: derive(metricsServer, () => true) }),
    ...logVolume(releaseOf("log-store", "loki")),
    ...auditEvidence(baseline, releaseOf("log-store", "loki"), releaseOf("log-collector", "alloy")),
    components: componentEvidence(stack, baseline),
    switchedOff: switchable.flatMap((name) => {
      const part = config[name];
      return isSwitchedOff(part) ? [{ name, reason: part.off }] : [];
    }),
  };
}

/** One copy on one volume, where there is no object storage. */
function logVolume(store: Resource | undefined): Pick<BaselineEvidence, "logVolumeGib"> {
  if (!store) return {};
  const size = attribute(store, "values", (values) => {
    const { loki, singleBinary } = literalDocument(values) ?? {};
    if (object(object(loki ?? null).storage).type !== "filesystem") return undefined;
    return Number.parseInt(string(object(object(singleBinary ?? null).persistence).size ?? null) ?? "", 10);
  });
  return size.value === undefined ? {} : { logVolumeGib: { ...size, written: `${size.value}Gi` } };
}

/** Audit events that the platform leaves on its nodes: Alloy reads them, and Loki keeps them. */
function auditEvidence(
  { cluster }: InstalledBaseline,
  store: Resource | undefined,
  collector: Resource | undefined,
): Pick<BaselineEvidence, "auditLog"> {
  if (!cluster.auditLog || !store || !collector) return {};
  const { file } = cluster.auditLog;
  const config = attribute(collector, "values", (values) => {
    const content = object(object(object(literalDocument(values)?.alloy).configMap)).content;
    return typeof content === "string" ? content : undefined;
  });
  const collected = derive(config, (text) => text.includes(file));
  const retentionDays = attribute(store, "values", (values) => {
    const streams = object(object(literalDocument(values)?.loki).limits_config).retention_stream;
    const list: readonly Json[] = Array.isArray(streams) ? (streams as readonly Json[]) : [];
    const period = list.map(object).find(({ selector }) => selector === '{log="audit"}')?.period;
    return typeof period === "string" ? Number.parseInt(period, 10) / 24 : undefined;
  });
  return {
    auditLog: { categories: derive(collected, (yes) => (yes ? ["kube-apiserver audit"] : [])), audit: collected, retentionDays },
  };
}

function componentEvidence(stack: StackJson, { components }: InstalledBaseline): ComponentEvidence[] {
  return [...components.values()].flatMap(({ component, releases }) =>
    component.releases.flatMap((release) => {
      const made = releases.find(({ node }) => node.id === release.name);
      if (made === undefined) return [];
      const resource = resourceAt(stack, addressOf(made));
      return [
        {
          component: component.name,
          namespace: component.namespace.name,
          release: attribute(resource, "name", string),
          ...("chart" in release && { chart: { name: release.chart.name, version: release.chart.version } }),
        },
      ];
    }),
  );
}

function defaultClass(resource: Resource): Fact<{ readonly name: string; readonly isDefault: boolean }> {
  const name = attribute(resource, "metadata.name", string).value;
  const annotations = attribute(resource, "metadata.annotations", map);
  return derive(annotations, (marks) => (name === undefined ? undefined : { name, isDefault: marks[defaultMark] === "true" }));
}

/** Classes of the platform that are default, because nothing takes the mark off. */
function stillMarked(stack: StackJson, { cluster, storageClasses }: InstalledBaseline): readonly string[] {
  return cluster.platformServices.defaultStorageClasses.filter((_, index) => {
    const unmark = storageClasses.unmarked[index];
    const marks = unmark && attribute(resourceAt(stack, addressOf(unmark)), "annotations", map).value;
    return marks?.[defaultMark] !== "false";
  });
}

/** Names of the issuers in a release of manifests: the part of the values that is known at synth. */
function issuerKinds(release: Resource): Fact<readonly string[]> {
  return attribute(release, "values", (values) => {
    const document = literalDocument(values);
    if (document === undefined) return undefined;
    const manifests = object(document.manifests);
    const names = Object.values(manifests).flatMap((manifest) => {
      const { kind = null, metadata = null } = object(manifest);
      return kind === "ClusterIssuer" ? [string(object(metadata).name ?? null)] : [];
    });
    return names.every((name) => name !== undefined) ? names : undefined;
  });
}

/** The document that is known at synth; undefined when Terraform computes the values, or somebody wrote others. */
function literalDocument(values: Json): JsonObject | undefined {
  const [first, ...others] = Array.isArray(values) ? (values as readonly Json[]) : [];
  const computed = others.every((other) => typeof other === "string" && other.startsWith("${jsonencode("));
  if (typeof first !== "string" || !computed) return undefined;
  try {
    return knownValues(first) as JsonObject;
  } catch {
    return undefined;
  }
}

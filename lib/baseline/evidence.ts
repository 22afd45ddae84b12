import type { HavenCluster } from "../core/cluster/cluster";
import { type AppJson, isOwnedBy, stacksAround } from "../core/reading/app-json";
import type { BaselineEvidence, ComponentEvidence } from "../core/reading/evidence";
import type { Fact } from "../core/reading/fact";
import {
  addressOf,
  attribute,
  attributeOr,
  derive,
  map,
  merged,
  object,
  type Resource,
  resourceAt,
  type StackJson,
  string,
  through,
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
export function baselineEvidence(stack: StackJson, app: AppJson, baseline: InstalledBaseline, config: BaselineConfig): BaselineEvidence {
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
  const velero = releaseOf("velero", "velero");
  const issuers = releaseOf("certificates", "issuers");
  const certManager = chart("certificates", "cert-manager");
  const block = resourceAt(stack, addressOf(storageClasses.block));
  const defaults = classesIn(app, block).map(defaultClass);
  const shared = resourceAt(stack, addressOf(storageClasses.shared));
  return {
    backend: stack.backend,
    defaultStorageClasses: {
      ...merged([attribute(block, "metadata.annotations", map), ...defaults], () => true),
      value: defaults.some(({ value }) => value === undefined)
        ? undefined
        : [...defaults.flatMap(({ value }) => (value?.isDefault ? [value.name] : [])), ...stillMarked(stack, baseline)],
    },
    sharedStorageClass: derive(attribute(shared, "storage_provisioner", string), () => attribute(shared, "metadata.name", string).value),
    ...(velero && { backups: backupSchedule(velero) }),
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

/** When Velero makes a back-up; unknown where a schedule is paused. */
const backupSchedule = (release: Resource): Fact<string> =>
  inValues(release, ["schedules"], ({ schedules }) => {
    const [first] = Object.values(object(schedules ?? null)).map(object);
    return first === undefined || first.disabled === true || first.paused === true ? undefined : string(first.schedule ?? null);
  });

/** One copy on one volume, where there is no object storage. */
function logVolume(store: Resource | undefined): Pick<BaselineEvidence, "logVolumeGib"> {
  if (!store) return {};
  const size = inValues(store, ["singleBinary", "filesystem"], ({ loki, singleBinary }) => {
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
  const config = inValues(collector, ["configMap"], ({ alloy }) => {
    const { create = true, content } = object(object(alloy).configMap);
    if (create !== true) return undefined;
    return typeof content === "string" ? content : undefined;
  });
  const collected = derive(config, (text) => text.includes(file));
  const retentionDays = inValues(store, ["limits_config", "compactor"], ({ loki }) => {
    const { compactor, limits_config: limits } = object(loki);
    const streams = object(limits).retention_stream;
    const list: readonly Json[] = Array.isArray(streams) ? (streams as readonly Json[]) : [];
    // Without the compactor's retention Loki deletes nothing.
    const { retention_enabled: deletes = false } = object(compactor);
    const period = list.map(object).find(({ selector }) => selector === '{log="audit"}')?.period;
    return deletes === true && typeof period === "string" && /^\d+h$/.test(period) ? Number.parseInt(period, 10) / 24 : undefined;
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

/**
 * Storage classes of a cluster: its baseline's, and those that are made through the same provider block. A class beside the cluster whose
 * provider block nobody knows may be in it too.
 */
function classesIn(app: AppJson, block: Resource): readonly Resource[] {
  const around = stacksAround(app).flatMap(({ resources }) => resources);
  const elsewhere = new Set(
    around
      .filter(({ constructPath }) => isOwnedBy(app.others, constructPath))
      .map(({ stack, attributes }) => `${stack} ${JSON.stringify(attributes.provider ?? null)}`),
  );
  return around.flatMap((resource) => {
    const { stack, type, constructPath, attributes } = resource;
    if (!/^kubernetes_storage_class(_v1)?$/.test(type) || isOwnedBy(app.others, constructPath)) return [];
    const isOwn = isOwnedBy(app.own, constructPath) || (stack === block.stack && attributes.provider === block.attributes.provider);
    if (isOwn) return [resource];
    // Without attributes nothing can be read from it.
    return elsewhere.has(`${stack} ${JSON.stringify(attributes.provider ?? null)}`) ? [] : [{ ...resource, attributes: {} }];
  });
}

function defaultClass(resource: Resource): Fact<{ readonly name: string; readonly isDefault: boolean }> {
  const name = attribute(resource, "metadata.name", string).value;
  return attributeOr(
    resource,
    "metadata.annotations",
    (marks) => {
      const given = map(marks);
      const mark = given?.[defaultMark] ?? "false";
      return name === undefined || given === undefined || (mark !== "true" && mark !== "false")
        ? undefined
        : { name, isDefault: mark === "true" };
    },
    name === undefined ? undefined : { name, isDefault: false },
  );
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
  return inValues(release, ["ClusterIssuer"], ({ manifests }) => {
    const names = Object.values(object(manifests ?? null)).flatMap((manifest) => {
      const { kind = null, metadata = null } = object(manifest);
      return kind === "ClusterIssuer" ? [string(object(metadata).name ?? null)] : [];
    });
    return names.every((name) => name !== undefined) ? names : undefined;
  });
}

/**
 * Reads the values of a release. Whatever else may set values, later documents and `set` blocks, must leave what is read alone.
 *
 * @param keys keys on the way to what is read
 */
function inValues<T>(release: Resource, keys: readonly string[], read: (document: JsonObject) => T | undefined): Fact<T> {
  const others = ["set", "set_list", "set_sensitive", "set_wo", "reuse_values", "postrender"].map((name) =>
    attributeOr(release, name, () => undefined, true),
  );
  const values = attribute(release, "values", (documents) => {
    const document = literalDocument(documents, keys);
    return document && read(document);
  });
  return through(others, values, (value) => value);
}

/** The document that is known at synth; undefined when Terraform computes one of the keys, or somebody wrote another document. */
function literalDocument(values: Json, keys: readonly string[]): JsonObject | undefined {
  const [first, ...others] = Array.isArray(values) ? (values as readonly Json[]) : [];
  const harmless = others.every(
    (other) => typeof other === "string" && other.startsWith("${jsonencode(") && !keys.some((key) => other.includes(key)),
  );
  if (typeof first !== "string" || !harmless) return undefined;
  try {
    return knownValues(first) as JsonObject;
  } catch {
    return undefined;
  }
}

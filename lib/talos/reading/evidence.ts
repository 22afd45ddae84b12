import { parse } from "yaml";
import { isPrivate } from "../../core/addresses/addresses";
import { clusterIdentity, type Intent } from "../../core/cluster/cluster-identity";
import type { AppJson } from "../../core/reading/app-json";
import type { ClusterEvidence, Hardening, NodePoolEvidence } from "../../core/reading/evidence";
import type { Fact } from "../../core/reading/fact";
import type { Json, JsonObject } from "../../core/reading/json";
import { literalSecrets } from "../../core/reading/secrets";
import {
  attribute,
  boolean,
  derive,
  map,
  object,
  type Resource,
  resourceAt,
  type StackJson,
  string,
  strings,
} from "../../core/reading/terraform-json";
import { eeaCountries, isInEea } from "../config/regions";
import { talosVersions } from "../config/versions";
import type { TalosDocument } from "../machine-config/documents";
import { administratorsRule } from "../machine-config/firewall";
import type { MachinePoolAddresses, TalosAddresses } from "./addresses";
import { talosUnaccounted } from "./unaccounted";

/**
 * Where the proof for each check is with Talos: in the machines, and in the configuration that is applied to them.
 *
 * Every value is read from the JSON, so that what an override changed or took out is seen.
 *
 * @param reportsExternalAddresses whether the platform's cloud controller reports the machines' addresses as external too; undefined when
 * unknown. Only asked where the configuration has one.
 */
export function talosEvidence(
  stack: StackJson,
  app: AppJson,
  addresses: TalosAddresses,
  intent: Intent,
  reportsExternalAddresses: (stack: StackJson) => boolean | undefined,
): ClusterEvidence {
  const read = reader(addresses.rendered);
  const masters = addresses.controlPlane.machines.map((machine) => memberOf(stack, machine));
  const pools = [addresses.controlPlane, ...addresses.nodePools];
  const everyone = pools.flatMap(({ machines }) => machines.map((machine) => memberOf(stack, machine)));
  const configs = masters.length > 0 ? masters.map(({ config }) => config) : [nothing(stack)];
  // An override may reach one machine alone, and one is enough.
  const ofAny = <T>(read: (config: Resource) => Fact<T>, against?: T) => weakest(configs.map(read), against);
  const managed = ofAny((config) => attribute(config, "machine_type", (type) => (type === "controlplane" ? false : undefined)));
  const regions = uniqueFacts(everyone.map((one) => label(read, one, "topology.kubernetes.io/region")));
  return {
    cluster: clusterIdentity(
      { name: addresses.name, provider: addresses.provider, platform: "talos" },
      intent,
      {
        asOf: eeaCountries.asOf,
        regions: regions.flatMap(({ value }) => (value !== undefined && isInEea(value) ? [value] : [])),
      },
      talosVersions,
    ),
    controlPlane: {
      managed,
      redundant: derive(managed, () => false),
      nodeZones: masters.map((one) => label(read, one, "topology.kubernetes.io/zone")),
      kubernetesVersion: agreed(configs.map((config) => attribute(config, "kubernetes_version", string))),
      // Talos knows no other mode, but arguments may be given to the API server.
      rbac: ofAny(
        (config) => read.setting(config, (patch) => !("authorization-mode" in object(object(object(patch.cluster).apiServer).extraArgs))),
        false,
      ),
      // With a key that is among the cluster's secrets.
      secretsEncryption: ofAny((config) =>
        attribute(config, "machine_secrets", (secrets) =>
          typeof secrets === "string" && secrets.startsWith("${talos_machine_secrets.") ? ("own key" as const) : undefined,
        ),
      ),
      metricsServer: derive(managed, () => false),
    },
    api: {
      public: ofAny(
        (config) =>
          attribute(config, "cluster_endpoint", (url) => {
            const [, host] = /^https:\/\/([^/:]+)/.exec(string(url) ?? "") ?? [];
            return host === undefined ? undefined : !isPrivate(host);
          }),
        true,
      ),
      allowedCidrs: agreed(
        configs.map((config) => read.fromPatches(config, (patches) => allowedByFirewall(read.documents(patches) ?? []))),
      ),
    },
    nodePools: pools.map((pool) => poolEvidence(stack, read, pool, reportsExternalAddresses)),
    regions,
    deletionProtection: everyProtected(stack, [addresses.secrets, ...addresses.controlPlane.machines.map(({ resource }) => resource)]),
    backend: stack.backend,
    literalSecrets: literalSecrets(app),
    unaccounted: talosUnaccounted(stack, app, addresses, regions),
  };
}

/** A machine, and the configuration that is brought to it. */
interface Member {
  readonly machine: Resource;
  readonly config: Resource;
}

export function memberOf(stack: StackJson, { resource, apply }: MachinePoolAddresses["machines"][number]): Member {
  const machine = resourceAt(stack, resource);
  const input = apply === undefined ? undefined : resourceAt(stack, apply).attributes.machine_configuration_input;
  const [, id] =
    /^\$\{data\.talos_machine_configuration\.([\w-]+)\.machine_configuration\}$/.exec(typeof input === "string" ? input : "") ?? [];
  const exists = Object.keys(machine.attributes).length > 0;
  return { machine, config: exists && id !== undefined ? dataAt(stack, "talos_machine_configuration", id) : nothing(stack) };
}

function dataAt(stack: StackJson, type: string, id: string): Resource {
  const attributes = object(object(object(stack.json.data)[type])[id]);
  const { path } = object(object(attributes["//"]).metadata);
  return { stack: stack.name, type, address: `data.${type}.${id}`, attributes, ...(typeof path === "string" && { constructPath: path }) };
}

export const nothing = (stack: StackJson): Resource => resourceAt(stack, "talos_machine_configuration_apply");

export function poolEvidence(
  stack: StackJson,
  read: PatchReader,
  pool: MachinePoolAddresses,
  reportsExternalAddresses: (stack: StackJson) => boolean | undefined,
): NodePoolEvidence {
  const members = pool.machines.map((machine) => memberOf(stack, machine));
  const zones = members.map((one) => label(read, one, "topology.kubernetes.io/zone"));
  const first = members[0]?.config ?? nothing(stack);
  const ofAny = <T>(fact: (config: Resource) => Fact<T>, against?: T) =>
    weakest(members.length > 0 ? members.map(({ config }) => fact(config)) : [fact(first)], against);
  const [zone] = zones;
  const known = zones.every(({ value }) => value !== undefined);
  const names = members.map(({ machine }) => attribute(machine, "name", string));
  return {
    name: pool.name,
    takesApplications: ofAny(
      (told) =>
        read.setting(told, (patch, config) => {
          const schedulable = config.attributes.machine_type === "worker" || object(patch.cluster).allowSchedulingOnControlPlanes === true;
          return schedulable && !taintEffects(object(patch.machine)).some((effect) => /^(NoSchedule|NoExecute)$/.test(effect));
        }),
      false,
    ),
    zones: {
      value: known ? [...new Set(zones.flatMap(({ value }) => value ?? []))].sort() : undefined,
      origin: (zone ?? label(read, { machine: first, config: first }, "")).origin,
    },
    minNodes: {
      value: names.every(({ value }) => value !== undefined) ? names.length : undefined,
      written: names[0]?.written,
      ...(names.some(({ atCreationOnly }) => atCreationOnly) && { atCreationOnly: true }),
      origin: (names[0] ?? attribute(first, "name", string)).origin,
    },
    spot: ofAny((config) => attribute(config, "machine_type", (type) => (isMachineType(type) ? false : undefined))),
    publicAddresses: ofAny(
      (config) =>
        read.setting(config, (patch) =>
          object(object(patch.cluster).externalCloudProvider).enabled === true ? reportsExternalAddresses(stack) : false,
        ),
      true,
    ),
    hardening: ofAny((config) => attribute(config, "machine_type", (type) => (isMachineType(type) ? talosHardening : undefined))),
  };
}

/** Of taints that a node registers with, and of those that an override has Talos set. */
function taintEffects({ kubelet, nodeTaints }: JsonObject): readonly string[] {
  const registered = object(object(kubelet).extraConfig).registerWithTaints;
  return [
    ...(Array.isArray(registered) ? registered.flatMap((taint: Json) => string(object(taint).effect ?? null) ?? []) : []),
    ...Object.values(object(nodeTaints)).flatMap((taint) => string(taint)?.replace(/^.*:/, "") ?? []),
  ];
}

const talosHardening: Hardening = {
  image: "Talos",
  module: "SELinux",
  caveat: {
    en: "on, and permissive by default; HCC's check names Talos itself",
    nl: "aan, en standaard permissive; de check van HCC noemt Talos zelf",
  },
};

export function label(read: PatchReader, { config }: Member, key: string): Fact<string> {
  const fact = read.setting(config, (patch) => string(object(object(patch.machine).nodeLabels)[key] ?? null));
  return { ...fact, origin: { ...fact.origin, attribute: `config_patches, ${key}` } };
}

const isMachineType = (type: Json): boolean => type === "controlplane" || type === "worker";

/** What isn't known of one of several machines, else what one of them says against a check, else what all of them say. */
export function weakest<T>(facts: readonly Fact<T>[], against?: T): Fact<T> {
  const weak = facts.find(({ value }) => value === undefined) ?? facts.find(({ value }) => value === against) ?? facts[0];
  if (weak === undefined) throw new Error("no machine to ask");
  return { ...weak, ...(facts.some(({ atCreationOnly }) => atCreationOnly) && { atCreationOnly: true }) };
}

/** What all machines say; not known where one says something else. */
export function agreed<T>(facts: readonly Fact<T>[]): Fact<T> {
  const first = JSON.stringify(facts[0]?.value);
  return weakest(facts.map((fact) => (JSON.stringify(fact.value) === first ? fact : { ...fact, value: undefined })));
}

/** One fact of each value: every pool has the same region, and one line says so. */
export function uniqueFacts(facts: readonly Fact<string>[]): readonly Fact<string>[] {
  return facts.filter(({ value }, index) => facts.findIndex((other) => other.value === value) === index);
}

/** Reads patches of machine configurations. Many machines have the same ones, and parsing YAML is slow, so each text is parsed once. */
interface PatchReader {
  /** Reads the main document; a later patch overrides an earlier one. */
  readonly setting: <T>(config: Resource, read: (patch: JsonObject, config: Resource) => T | undefined) => Fact<T>;
  /** Reads all patches. They are pages of YAML, so the report shows the fact instead of the text. */
  readonly fromPatches: <T>(config: Resource, read: (patches: Json) => T | undefined) => Fact<T>;
  /** Undefined when a patch is computed, or isn't YAML. */
  readonly documents: (patches: Json) => readonly JsonObject[] | undefined;
}

function reader(rendered: ReadonlyMap<string, TalosDocument>): PatchReader {
  const parsed = new Map<string, JsonObject>();
  const merged = new Map<object, JsonObject>();
  const parseText = (text: string): JsonObject => {
    const found = parsed.get(text) ?? object((rendered.get(text) ?? parse(unescaped(text))) as Json);
    parsed.set(text, found);
    return found;
  };
  const documents = (patches: Json, wanted: (text: string) => boolean = () => true) => documentsOf(patches, wanted, parseText);
  const mainDocument = (patches: Json): JsonObject | undefined => {
    if (!Array.isArray(patches)) return undefined;
    const main =
      merged.get(patches) ??
      documents(patches, (text) => !/^kind: /m.test(text))
        ?.filter(({ kind }) => kind === undefined)
        .reduce((into, patch) => merge(into, patch), {});
    if (main) merged.set(patches, main);
    return main;
  };
  const fromPatches: PatchReader["fromPatches"] = (config, read) => {
    const { value, origin, atCreationOnly } = attribute(config, "config_patches", read);
    return { value, origin, ...(atCreationOnly && { atCreationOnly }) };
  };
  return {
    fromPatches,
    documents: (patches) => documents(patches),
    setting: (config, read) =>
      fromPatches(config, (patches) => {
        const main = mainDocument(patches);
        return main && read(main, config);
      }),
  };
}

/** Documents in YAML; undefined when one is computed, or isn't YAML. */
export function documentsOf(
  texts: Json,
  wanted: (text: string) => boolean = () => true,
  read: (text: string) => JsonObject = (text) => object(parse(unescaped(text)) as Json),
): readonly JsonObject[] | undefined {
  try {
    const list: readonly Json[] | undefined = Array.isArray(texts) ? (texts as readonly Json[]) : undefined;
    return list?.every(isText) ? list.filter(wanted).map(read) : undefined;
  } catch {
    return undefined;
  }
}

const unescaped = (text: string) => text.replaceAll("$${", "$ {");

const isText = (patch: Json): patch is string => typeof patch === "string" && string(unescaped(patch)) !== undefined;

function merge(into: JsonObject, from: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...into };
  for (const [key, value] of Object.entries(from)) {
    const [old, young] = [map(merged[key] ?? null), map(value)];
    merged[key] = old && young ? merge(old, young) : value;
  }
  return merged;
}

/** Who may reach the API; undefined where the machines' firewall lets everyone in. */
export function allowedByFirewall(all: readonly JsonObject[]): readonly string[] | undefined {
  // A later document of the same name goes before an earlier.
  const blocks = all.filter(({ kind }) => kind === "NetworkDefaultActionConfig").at(-1)?.ingress === "block";
  const rule = all.filter(({ kind, name }) => kind === "NetworkRuleConfig" && name === administratorsRule).at(-1);
  if (!blocks || !Array.isArray(rule?.ingress)) return undefined;
  return strings(rule.ingress.map((entry: Json) => object(entry).subnet ?? null));
}

export function everyProtected(stack: StackJson, parts: readonly string[]): Fact<boolean> {
  const facts = parts.map((part) => attribute(resourceAt(stack, part), "lifecycle.prevent_destroy", boolean));
  const weakest = facts.find(({ value }) => value === undefined) ?? facts.find(({ value }) => value === false) ?? facts[0];
  return weakest ?? attribute(nothing(stack), "lifecycle.prevent_destroy", boolean);
}

import { parse } from "yaml";
import { isPrivate } from "../core/addresses/addresses";
import { clusterIdentity, type Intent } from "../core/cluster/cluster-identity";
import type { ClusterEvidence, Hardening, NodePoolEvidence } from "../core/reading/evidence";
import type { Fact } from "../core/reading/fact";
import { literalSecrets } from "../core/reading/secrets";
import {
  addressOf,
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
} from "../core/reading/terraform-json";
import type { Json, JsonObject } from "../core/reading/json";
import { administratorsRule } from "../talos/firewall";
import { renderedFrom } from "../talos/machine-config";
import { talosVersions } from "../talos/versions";
import { settingsRelease } from "./cloud-controller";
import type { VsphereHavenCluster } from "./haven-cluster";
import type { VsphereMachine, VsphereNodePool } from "./node-pool";
import { eeaCountries, isInEea } from "./regions";

/**
 * Where the proof for each check is on vSphere: in the machines, and in what Talos tells them.
 *
 * The construct only says which resources are the cluster's; every value is read from the JSON, or is what a text in it was rendered
 * from, so that what an override changed or took out is seen.
 */
export function vsphereEvidence(stack: StackJson, { clusterName, cluster }: VsphereHavenCluster, intent: Intent): ClusterEvidence {
  const applied = new Map(cluster.started.applied.map((apply) => [apply.node.id, resourceAt(stack, addressOf(apply))]));
  const member = (machine: VsphereMachine) => memberOf(stack, machine, applied.get(`apply-${machine.name}`));
  const masters = cluster.controlPlane.machines.map(member);
  const pools = [cluster.controlPlane, ...cluster.nodePools];
  const everyone = pools.flatMap(({ machines }) => machines.map(member));
  const configs = masters.length > 0 ? masters.map(({ config }) => config) : [nothing(stack)];
  // An override may reach one machine alone, and one is enough.
  const ofAny = <T>(read: (config: Resource) => Fact<T>, against?: T) => weakest(configs.map(read), against);
  const managed = ofAny((config) => attribute(config, "machine_type", (type) => (type === "controlplane" ? false : undefined)));
  const regions = uniqueFacts(everyone.map((one) => label(one, "topology.kubernetes.io/region")));
  return {
    cluster: clusterIdentity(
      { name: clusterName, provider: "vsphere", platform: "talos" },
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
      nodeZones: masters.map((one) => label(one, "topology.kubernetes.io/zone")),
      kubernetesVersion: agreed(configs.map((config) => attribute(config, "kubernetes_version", string))),
      // Talos knows no other mode, but arguments may be given to the API server.
      rbac: ofAny(
        (config) => setting(config, (patch) => !("authorization-mode" in object(object(object(patch.cluster).apiServer).extraArgs))),
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
      allowedCidrs: agreed(configs.map((config) => fromPatches(config, (patches) => allowedByFirewall(documents(patches) ?? [])))),
    },
    nodePools: pools.map((pool) => poolEvidence(stack, pool, pool.machines.map(member))),
    regions,
    deletionProtection: everyProtected(stack, [cluster.talos.secrets, ...cluster.controlPlane.machines.map(({ resource }) => resource)]),
    backend: stack.backend,
    literalSecrets: literalSecrets(stack),
  };
}

/** A machine, and the configuration that is brought to it. */
interface Member {
  readonly machine: Resource;
  readonly config: Resource;
}

function memberOf(stack: StackJson, { resource }: VsphereMachine, apply: Resource | undefined): Member {
  const machine = resourceAt(stack, addressOf(resource));
  const input = apply?.attributes.machine_configuration_input;
  const [, id] =
    /^\$\{data\.talos_machine_configuration\.([\w-]+)\.machine_configuration\}$/.exec(typeof input === "string" ? input : "") ?? [];
  const isThere = Object.keys(machine.attributes).length > 0;
  return { machine, config: isThere && id !== undefined ? dataAt(stack, "talos_machine_configuration", id) : nothing(stack) };
}

function dataAt(stack: StackJson, type: string, id: string): Resource {
  const attributes = object(object(object(stack.json.data)[type])[id]);
  const { path } = object(object(attributes["//"]).metadata);
  return { stack: stack.name, type, address: `data.${type}.${id}`, attributes, ...(typeof path === "string" && { constructPath: path }) };
}

const nothing = (stack: StackJson): Resource => resourceAt(stack, "talos_machine_configuration_apply");

function poolEvidence(stack: StackJson, pool: VsphereNodePool, members: readonly Member[]): NodePoolEvidence {
  const zones = members.map((one) => label(one, "topology.kubernetes.io/zone"));
  const first = members[0]?.config ?? nothing(stack);
  const ofAny = <T>(read: (config: Resource) => Fact<T>, against?: T) =>
    weakest(members.length > 0 ? members.map(({ config }) => read(config)) : [read(first)], against);
  const [zone] = zones;
  const known = zones.every(({ value }) => value !== undefined);
  const names = members.map(({ machine }) => attribute(machine, "name", string));
  return {
    name: pool.node.id.replace(/^pool-/, ""),
    takesApplications: ofAny(
      (told) =>
        setting(told, (patch, config) => {
          const schedulable = config.attributes.machine_type === "worker" || object(patch.cluster).allowSchedulingOnControlPlanes === true;
          return schedulable && !taintEffects(object(patch.machine)).some((effect) => /^(NoSchedule|NoExecute)$/.test(effect));
        }),
      false,
    ),
    zones: {
      value: known ? [...new Set(zones.flatMap(({ value }) => value ?? []))].sort() : undefined,
      origin: (zone ?? label({ machine: first, config: first }, "")).origin,
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
        setting(config, (patch) =>
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

/** vSphere's controller reports every address as external too, unless it is told not to; what it is told may be in another stack. */
function reportsExternalAddresses(stack: StackJson): boolean | undefined {
  const [release] = stack.resources.filter(({ type, attributes }) => type === "helm_release" && attributes.name === settingsRelease);
  const told = (documents(release?.attributes.values ?? null) ?? []).flatMap(({ manifests }) => {
    const settings = object(object(manifests ?? null).settings);
    return string(object(settings.data)["vsphere.conf"] ?? null) ?? [];
  });
  // Helm takes the last of what is written twice.
  const hidden = object(object(documents(told.slice(-1))?.[0]?.nodes ?? null)).excludeExternalNetworkSubnetCidr;
  return told.length === 0 ? undefined : !(string(hidden ?? null) ?? "").split(",").includes("0.0.0.0/0");
}

const talosHardening: Hardening = {
  image: "Talos",
  module: "SELinux",
  caveat: {
    en: "on, and permissive by default; HCC's check names Talos itself",
    nl: "aan, en standaard permissive; de check van HCC noemt Talos zelf",
  },
};

function label({ config }: Member, key: string): Fact<string> {
  const fact = setting(config, (patch) => string(object(object(patch.machine).nodeLabels)[key] ?? null));
  return { ...fact, origin: { ...fact.origin, attribute: `config_patches, ${key}` } };
}

const isMachineType = (type: Json): boolean => type === "controlplane" || type === "worker";

/** What isn't known of one of several machines, else what one of them says against a check, else what all of them say. */
function weakest<T>(facts: readonly Fact<T>[], against?: T): Fact<T> {
  const weak = facts.find(({ value }) => value === undefined) ?? facts.find(({ value }) => value === against) ?? facts[0];
  if (weak === undefined) throw new Error("no machine to ask");
  return { ...weak, ...(facts.some(({ atCreationOnly }) => atCreationOnly) && { atCreationOnly: true }) };
}

/** What all machines say; not known where one says something else. */
function agreed<T>(facts: readonly Fact<T>[]): Fact<T> {
  const first = JSON.stringify(facts[0]?.value);
  return weakest(facts.map((fact) => (JSON.stringify(fact.value) === first ? fact : { ...fact, value: undefined })));
}

/** One fact of each value: every pool has the same region, and one line says so. */
function uniqueFacts(facts: readonly Fact<string>[]): readonly Fact<string>[] {
  return facts.filter(({ value }, index) => facts.findIndex((other) => other.value === value) === index);
}

/** Reads what the main document says; a later patch goes before an earlier. */
function setting<T>(config: Resource, read: (patch: JsonObject, config: Resource) => T | undefined): Fact<T> {
  return fromPatches(config, (patches) => {
    const main = mainDocument(patches);
    return main && read(main, config);
  });
}

/** Pages of YAML stand there; the report shows the one line that counts. */
function fromPatches<T>(config: Resource, read: (patches: Json) => T | undefined): Fact<T> {
  const { value, origin, atCreationOnly } = attribute(config, "config_patches", read);
  return { value, origin, ...(atCreationOnly && { atCreationOnly }) };
}

// Many facts are read from the same patches, most of which other machines have too, and YAML takes its time.
const alreadyMerged = new WeakMap<object, JsonObject>();
const alreadyRead = new Map<string, JsonObject>();

function mainDocument(patches: Json): JsonObject | undefined {
  if (!Array.isArray(patches)) return undefined;
  const main =
    alreadyMerged.get(patches) ??
    documents(patches, (text) => !/^kind: /m.test(text))
      ?.filter(({ kind }) => kind === undefined)
      .reduce((merged, patch) => merge(merged, patch), {});
  if (main) alreadyMerged.set(patches, main);
  return main;
}

/** Undefined when a patch is computed, or isn't YAML. */
function documents(patches: Json, wanted: (text: string) => boolean = () => true): readonly JsonObject[] | undefined {
  try {
    const texts: readonly Json[] | undefined = Array.isArray(patches) ? (patches as readonly Json[]) : undefined;
    return texts?.every(isText) ? texts.filter(wanted).map(readDocument) : undefined;
  } catch {
    return undefined;
  }
}

const unescaped = (text: string) => text.replaceAll("$${", "$ {");

const isText = (patch: Json): patch is string => typeof patch === "string" && string(unescaped(patch)) !== undefined;

function readDocument(text: string): JsonObject {
  const read = alreadyRead.get(text) ?? object((renderedFrom(text) ?? parse(unescaped(text))) as Json);
  alreadyRead.set(text, read);
  return read;
}

function merge(into: JsonObject, from: JsonObject): JsonObject {
  const merged: Record<string, Json> = { ...into };
  for (const [key, value] of Object.entries(from)) {
    const [old, young] = [map(merged[key] ?? null), map(value)];
    merged[key] = old && young ? merge(old, young) : value;
  }
  return merged;
}

/** Who may reach the API; undefined where the machines' firewall lets everyone in. */
function allowedByFirewall(all: readonly JsonObject[]): readonly string[] | undefined {
  // A later document of the same name goes before an earlier.
  const blocks = all.filter(({ kind }) => kind === "NetworkDefaultActionConfig").at(-1)?.ingress === "block";
  const rule = all.filter(({ kind, name }) => kind === "NetworkRuleConfig" && name === administratorsRule).at(-1);
  if (!blocks || !Array.isArray(rule?.ingress)) return undefined;
  return strings(rule.ingress.map((entry: Json) => object(entry).subnet ?? null));
}

function everyProtected(stack: StackJson, parts: readonly Parameters<typeof addressOf>[0][]): Fact<boolean> {
  const facts = parts.map((part) => attribute(resourceAt(stack, addressOf(part)), "lifecycle.prevent_destroy", boolean));
  const weakest = facts.find(({ value }) => value === undefined) ?? facts.find(({ value }) => value === false) ?? facts[0];
  return weakest ?? attribute(nothing(stack), "lifecycle.prevent_destroy", boolean);
}

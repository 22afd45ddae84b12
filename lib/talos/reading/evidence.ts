import { isPrivate } from "../../core/addresses/addresses";
import { clusterIdentity, type Intent } from "../../core/cluster/cluster-identity";
import type { AppJson } from "../../core/reading/app-json";
import type { ClusterEvidence, Hardening, NodePoolEvidence } from "../../core/reading/evidence";
import type { Fact } from "../../core/reading/fact";
import type { Json, JsonObject } from "../../core/reading/json";
import { literalSecrets } from "../../core/reading/secrets";
import { attribute, boolean, derive, object, resourceAt, type StackJson, string } from "../../core/reading/terraform-json";
import { eeaCountries, isInEea } from "../config/regions";
import { talosVersions } from "../config/versions";
import type { MachinePoolAddresses, TalosAddresses } from "./addresses";
import { writesAuditEvents } from "./audit";
import { allowedByFirewall } from "./firewall";
import { behind, type ConfiguredMachine, MachineReader } from "./machine";
import type { MachineConfig } from "./machine-config";
import { addressSection, apiSection, controlPlaneSection, documentKinds, labelSection, nodeSection } from "./sections";
import { talosUnaccounted } from "./unaccounted";

/**
 * Reads the evidence of a cluster of Talos machines: from the machines, and from the configuration that is applied to them.
 *
 * Every value is read from the JSON, so that what an override changed or took out is seen. It is read at the last hop: after the patches of
 * the resource that applies the configuration.
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
  const reader = new MachineReader(stack, addresses);
  const masters = addresses.controlPlane.machines.map((machine) => reader.configured(machine));
  const pools = [addresses.controlPlane, ...addresses.nodePools];
  const everyone = pools.flatMap(({ machines }) => machines.map((machine) => reader.configured(machine)));
  // An override may reach one machine alone, and one is enough.
  const ofAny = <T>(read: (machine: ConfiguredMachine) => Fact<T>, against?: T) =>
    masters.length > 0 ? weakest(masters.map(read), against) : nothing<T>(stack);
  const managed = ofAny((machine) => reader.argument(machine, "machine_type", (type) => (type === "controlplane" ? false : undefined)));
  const regions = uniqueFacts(everyone.map((machine) => label(reader, machine, "topology.kubernetes.io/region")));
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
      nodeZones: masters.map((machine) => member(reader, machine)),
      kubernetesVersion: agreed(masters.length > 0 ? masters.map((machine) => versionOf(reader, machine)) : [nothing<string>(stack)]),
      rbac: ofAny((machine) => reader.setting(machine, "authorization-mode", apiSection, ({ main }) => authorizesByRole(main)), false),
      // With a key that is among the cluster's secrets.
      secretsEncryption: ofAny((machine) =>
        behind(
          reader.setting(machine, "cluster", apiSection, () => true),
          reader.argument(machine, "machine_secrets", () => "own key" as const),
        ),
      ),
      metricsServer: derive(managed, () => false),
      auditEvents: ofAny((machine) => reader.setting(machine, "auditPolicy", apiSection, ({ main }) => writesAuditEvents(main)), false),
    },
    api: {
      public: ofAny((machine) => isPublic(reader, machine), true),
      allowedCidrs: agreed(
        masters.length > 0
          ? masters.map((machine) => reader.setting(machine, "firewall", apiSection, ({ documents }) => allowedByFirewall(documents)))
          : [nothing<readonly string[]>(stack)],
      ),
    },
    nodePools: pools.map((pool) => poolEvidence(reader, stack, pool, reportsExternalAddresses)),
    regions,
    deletionProtection: everyProtected(stack, [addresses.secrets, ...addresses.controlPlane.machines.map(({ resource }) => resource)]),
    backend: stack.backend,
    literalSecrets: literalSecrets(app),
    unaccounted: talosUnaccounted(stack, app, addresses, regions),
  };
}

const nothing = <T>(stack: StackJson): Fact<T> => ({
  value: undefined,
  origin: { stack: stack.name, address: "talos_machine_configuration_apply", attribute: "machine_configuration_input" },
});

/** The zone of a machine that is a working member of the control plane. */
function member(reader: MachineReader, machine: ConfiguredMachine): Fact<string> {
  const key = "topology.kubernetes.io/zone";
  const section = controlPlaneSection({ [key]: (value) => typeof value === "string" });
  return reader.setting(machine, key, section, ({ main }) => labelOf(main, key));
}

function label(reader: MachineReader, machine: ConfiguredMachine, key: string): Fact<string> {
  return reader.setting(machine, key, labelSection(key), ({ main }) => labelOf(main, key));
}

const labelOf = (main: JsonObject, key: string) => string(object(object(main.machine).nodeLabels)[key] ?? null);

/** The version that the configuration asks for, unless an image of Kubernetes itself says another one. */
function versionOf(reader: MachineReader, machine: ConfiguredMachine): Fact<string> {
  const asked = reader.argument(machine, "kubernetes_version", string);
  const images = reader.setting(machine, "image", controlPlaneSection(), ({ main }) => {
    const { apiServer, controllerManager, scheduler } = object(main.cluster);
    const parts = [apiServer, controllerManager, scheduler, object(main.machine).kubelet];
    return parts.flatMap((part) => object(part).image ?? []).map((image) => versionOfImage(image) ?? "");
  });
  const [image] = images.value ?? [];
  if (images.value === undefined || image === undefined) return behind(images, asked);
  // With one part from elsewhere, all of them must say the same.
  return images.value.every((version) => version === asked.value) ? asked : { ...images, value: undefined };
}

const versionOfImage = (image: Json): string | undefined => /:v(\d+\.\d+\.\d+)(@sha256:[0-9a-f]{64})?$/.exec(string(image) ?? "")?.[1];

/** Talos has the API server ask for roles; arguments only add modes to that. */
function authorizesByRole(main: JsonObject): boolean | undefined {
  const { extraArgs, authorizationConfig } = object(object(main.cluster).apiServer);
  const { "authorization-mode": mode } = object(extraArgs);
  const modes = mode === undefined ? [] : (string(mode)?.split(",") ?? [undefined]);
  const authorizers: readonly Json[] = Array.isArray(authorizationConfig) ? (authorizationConfig as readonly Json[]) : [];
  const all = [...modes, ...authorizers.map((authorizer) => string(object(authorizer).type ?? null))];
  if (all.includes("AlwaysAllow")) return false;
  const known = all.every((each) => each === "Node" || each === "RBAC");
  return known && (authorizationConfig === undefined || Array.isArray(authorizationConfig)) ? true : undefined;
}

/** Whether an address of the API may be reached from outside: the endpoint's, a virtual one, or the machine's own. */
function isPublic(reader: MachineReader, machine: ConfiguredMachine): Fact<boolean> {
  const endpoint = reader.argument(machine, "cluster_endpoint", (url) => {
    const [, host] = /^https:\/\/([^/:]+)/.exec(string(url) ?? "") ?? [];
    return host === undefined ? undefined : !isPrivate(host);
  });
  const others = reader.setting(machine, "addresses", addressSection, ({ documents }, { apply }) => {
    if (documents.some(({ kind }) => documentKinds.address.some((known) => known === kind))) return undefined;
    const virtual = documents.filter(({ kind }) => documentKinds.virtualAddress.some((known) => known === kind));
    const found = [apply.attributes.node, ...virtual.map(({ name }) => name)].map((address) => string(address ?? null));
    return found.every((address) => address !== undefined) ? found.some((address) => !isPrivate(address)) : undefined;
  });
  return weakest([endpoint, others], true);
}

function poolEvidence(
  reader: MachineReader,
  stack: StackJson,
  pool: MachinePoolAddresses,
  reportsExternalAddresses: (stack: StackJson) => boolean | undefined,
): NodePoolEvidence {
  const machines = pool.machines.map((machine) => reader.configured(machine));
  const ofAny = <T>(fact: (machine: ConfiguredMachine) => Fact<T>, against?: T) =>
    machines.length > 0 ? weakest(machines.map(fact), against) : nothing<T>(stack);
  const zones = machines.map((machine) => label(reader, machine, "topology.kubernetes.io/zone"));
  const zone = zones.length > 0 ? weakest(zones) : nothing<string>(stack);
  const names = machines.map((machine) => behind(machine.delivered, attribute(machine.machine, "name", string)));
  const registered = ofAny((machine) => reader.setting(machine, "kubelet", nodeSection(), () => true));
  const name = names.length > 0 ? weakest(names) : nothing<string>(stack);
  return {
    name: pool.name,
    takesApplications: ofAny(
      (machine) => reader.setting(machine, "kubelet, taints", nodeSection(), (config, configured) => takesApplications(config, configured)),
      false,
    ),
    zones: { ...zone, value: zone.value === undefined ? undefined : [...new Set(zones.flatMap(({ value }) => value ?? []))].sort() },
    minNodes: behind(registered, { ...name, value: name.value === undefined ? undefined : names.length }),
    spot: ofAny((machine) => reader.argument(machine, "machine_type", (type) => (isMachineType(type) ? false : undefined))),
    publicAddresses: ofAny(
      (machine) =>
        reader.setting(machine, "externalCloudProvider", nodeSection(), ({ main }) =>
          object(object(main.cluster).externalCloudProvider).enabled === true ? reportsExternalAddresses(stack) : false,
        ),
      true,
    ),
    hardening: ofAny((machine) => reader.argument(machine, "machine_type", (type) => (isMachineType(type) ? talosHardening : undefined))),
  };
}

function takesApplications({ main }: MachineConfig, { config }: ConfiguredMachine): boolean | undefined {
  const { allowSchedulingOnControlPlanes: allowed, allowSchedulingOnMasters: before } = object(main.cluster);
  const schedulable = config.attributes.machine_type === "worker" || allowed === true || before === true;
  const effects = taintEffects(object(main.machine));
  if (!schedulable || effects.includes("NoSchedule") || effects.includes("NoExecute")) return false;
  return effects.every((effect) => effect === "PreferNoSchedule") ? true : undefined;
}

/** Effects of the taints with which a node registers, and of those that Talos sets; "" where it isn't understood. */
function taintEffects({ kubelet, nodeTaints }: JsonObject): readonly string[] {
  const { registerWithTaints: registered } = object(object(kubelet).extraConfig);
  const taints: readonly Json[] = Array.isArray(registered) ? (registered as readonly Json[]) : registered === undefined ? [] : [null];
  return [
    ...taints.map((taint) => string(object(taint).effect ?? null) ?? ""),
    ...Object.values(object(nodeTaints)).map((taint) => string(taint)?.replace(/^.*:/, "") ?? ""),
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

const isMachineType = (type: Json): boolean => type === "controlplane" || type === "worker";

/** The fact of one of several machines that is unknown; else one that speaks against a check; else the first. */
function weakest<T>(facts: readonly Fact<T>[], against?: T): Fact<T> {
  const weak = facts.find(({ value }) => value === undefined) ?? facts.find(({ value }) => value === against) ?? facts[0];
  if (weak === undefined) throw new Error("no machine to ask");
  return { ...weak, ...(facts.some(({ atCreationOnly }) => atCreationOnly) && { atCreationOnly: true }) };
}

/** The fact on which all machines agree; unknown where one says something else. */
function agreed<T>(facts: readonly Fact<T>[]): Fact<T> {
  const first = JSON.stringify(facts[0]?.value);
  return weakest(facts.map((fact) => (JSON.stringify(fact.value) === first ? fact : { ...fact, value: undefined })));
}

/** One fact of each value: every pool has the same region, and one line says so. */
function uniqueFacts(facts: readonly Fact<string>[]): readonly Fact<string>[] {
  return facts.filter(({ value }, index) => facts.findIndex((other) => other.value === value) === index);
}

function everyProtected(stack: StackJson, parts: readonly string[]): Fact<boolean> {
  const facts = parts.map((part) => attribute(resourceAt(stack, part), "lifecycle.prevent_destroy", boolean));
  const weakest = facts.find(({ value }) => value === undefined) ?? facts.find(({ value }) => value === false) ?? facts[0];
  return weakest ?? nothing<boolean>(stack);
}

import type { Fact } from "../../core/reading/fact";
import type { Json } from "../../core/reading/json";
import { attribute, object, type Resource, resourceAt, type StackJson, string } from "../../core/reading/terraform-json";
import { talosContract } from "../config/defaults";
import type { MachineAddresses, TalosAddresses } from "./addresses";
import { type MachineConfig, PatchReader } from "./machine-config";
import { type Section, unaccounted, unknownDocument } from "./sections";

/** A machine, with the resources that bring its configuration to it. */
export interface ConfiguredMachine {
  readonly machine: Resource;
  /** Applies the configuration: the last hop. */
  readonly apply: Resource;
  /** Generates the configuration from the cluster's secrets and patches. */
  readonly config: Resource;
  /** True when the configuration reaches this machine in a cluster that was started; undefined when that isn't certain. */
  readonly delivered: Fact<boolean>;
}

/** Reads facts of machines. A fact is known only when the configuration reaches the machine, and every key of the section is understood. */
export class MachineReader {
  private readonly patches: PatchReader;
  private readonly cluster: Fact<boolean>;

  constructor(
    private readonly stack: StackJson,
    private readonly addresses: TalosAddresses,
  ) {
    this.patches = new PatchReader(addresses.rendered);
    this.cluster = firstDoubt([started(stack, addresses), ...strangers(stack, addresses)]);
  }

  configured(addresses: MachineAddresses): ConfiguredMachine {
    const { stack } = this;
    const machine = resourceAt(stack, addresses.resource);
    const apply = resourceAt(stack, addresses.apply ?? "talos_machine_configuration_apply");
    const config = configOf(stack, apply);
    const delivered = firstDoubt([
      attribute(machine, "name", string),
      ...applied(apply, addresses, this.addresses),
      ...generated(stack, config, this.addresses),
      this.cluster,
    ]);
    return { machine, apply, config, delivered: { ...delivered, value: delivered.value === undefined ? undefined : true } };
  }

  /** Reads an argument of the configuration, for example `kubernetes_version`. */
  argument<T>({ config, delivered }: ConfiguredMachine, path: string, as: (value: Json) => T | undefined): Fact<T> {
    return behind(delivered, attribute(config, path, as));
  }

  /**
   * Reads the configuration after all patches.
   *
   * @param shown what the report calls the place: patches are pages of YAML
   * @param section the keys that the fact accounts for
   */
  setting<T>(
    configured: ConfiguredMachine,
    shown: string,
    section: Section,
    read: (config: MachineConfig, machine: ConfiguredMachine) => T | undefined,
  ): Fact<T> {
    const { config, apply, delivered } = configured;
    // A patch on the apply comes after those of the configuration.
    const { config_patches: own = null } = config.attributes;
    const { config_patches: last = noPatches } = apply.attributes;
    const { origin } = attribute(last === noPatches ? config : apply, "config_patches", () => true);
    const result = this.patches.read(own, last);
    if (result === undefined) return behind<T>(delivered, { value: undefined, origin });
    const unknown = unknownDocument(result.documents) ?? unaccounted(result.main, section);
    const value = unknown === undefined ? read(result, configured) : undefined;
    return behind(delivered, { value, origin: { ...origin, attribute: `config_patches, ${unknown ?? shown}` } });
  }
}

const noPatches: Json = [];

/** A fact that only holds when another one does. */
export function behind<T>(condition: Fact<unknown>, fact: Fact<T>): Fact<T> {
  if (condition.value === undefined) return { value: undefined, origin: condition.origin };
  return { ...fact, ...(condition.atCreationOnly && { atCreationOnly: true }) };
}

/** The first fact that is unknown; else the first, weakened by every one that Terraform doesn't follow. */
function firstDoubt(facts: readonly Fact<unknown>[]): Fact<boolean> {
  const [first] = facts;
  const found = facts.find(({ value }) => value === undefined) ?? first;
  if (found === undefined) throw new Error("no facts to weaken");
  const { value, origin } = found;
  return {
    value: value === undefined ? undefined : true,
    origin,
    ...(facts.some(({ atCreationOnly }) => atCreationOnly) && { atCreationOnly: true }),
  };
}

const applyType = "talos_machine_configuration_apply";

/** Arguments that a resource has here. Another one, a write-only value or a provisioner for example, may change what it does. */
const everywhere = ["//", "count", "for_each", "depends_on", "lifecycle", "provider", "timeouts"];
const applyArguments = [
  ...everywhere,
  ..."node endpoint client_configuration machine_configuration_input config_patches apply_mode on_destroy".split(" "),
];
const configArguments = [
  ...everywhere,
  ..."cluster_name cluster_endpoint machine_type machine_secrets talos_version kubernetes_version config_patches docs examples".split(" "),
];

function onlyKnown(resource: Resource, known: readonly string[]): Fact<boolean> {
  const stranger = Object.keys(resource.attributes).find((key) => !known.includes(key));
  const fact = attribute(resource, stranger ?? "depends_on", () => true);
  return { value: stranger === undefined ? true : undefined, origin: fact.origin };
}

const bootstrapArguments = [...everywhere, "node", "endpoint", "client_configuration"];

const equals = (expected: string) => (value: Json) => (value === expected ? true : undefined);

/** The apply is made, once, for this machine alone, and Terraform follows what changes. */
function applied(apply: Resource, { address }: MachineAddresses, { secrets, controlPlane, nodePools }: TalosAddresses): Fact<unknown>[] {
  const node = attribute(apply, "node", equals(address));
  const machines = [controlPlane, ...nodePools].flatMap((pool) => pool.machines);
  const twin = machines.filter((machine) => machine.address === address).length > 1;
  const ignored = object(apply.attributes.lifecycle).ignore_changes ?? [];
  const followed = Array.isArray(ignored) && ignored.every((entry) => entry === "timeouts" || entry === "on_destroy");
  return [
    onlyKnown(apply, applyArguments),
    { ...node, ...(twin && { value: undefined }), ...(!followed && { atCreationOnly: true }) },
    attribute(apply, "client_configuration", equals(`\${${secrets}.client_configuration}`)),
    attribute(apply, "machine_configuration_input", configIdOf),
    optional(apply, "endpoint", equals(address)),
    optional(apply, "apply_mode", (mode) => (takesEffect.includes(string(mode) ?? "") ? true : undefined)),
  ];
}

/** Modes after which a machine has its configuration without somebody restarting it, but for what takes a restart. */
const takesEffect: readonly string[] = ["auto", "reboot", "staged_if_needing_reboot"];

/** The configuration is generated for this cluster, in the contract that is understood here. */
function generated(stack: StackJson, config: Resource, { secrets, controlPlane }: TalosAddresses): Fact<unknown>[] {
  const [first] = controlPlane.machines;
  const endpoint = first?.apply === undefined ? undefined : configOf(stack, resourceAt(stack, first.apply)).attributes.cluster_endpoint;
  return [
    onlyKnown(config, configArguments),
    attribute(config, "machine_type", (type) => (type === "controlplane" || type === "worker" ? true : undefined)),
    attribute(config, "talos_version", equals(talosContract)),
    // Machines with another endpoint or with other secrets never join.
    attribute(config, "cluster_endpoint", (url) => (url === endpoint ? true : undefined)),
    attribute(config, "machine_secrets", equals(`\${${secrets}.machine_secrets}`)),
    attribute(resourceAt(stack, secrets), "talos_version", () => true),
  ];
}

/** Somebody starts etcd, on a machine of the control plane: without it there is no cluster. */
function started(stack: StackJson, { bootstrap, secrets, controlPlane }: TalosAddresses): Fact<boolean> {
  const resource = resourceAt(stack, bootstrap);
  const nodes = controlPlane.machines.map(({ address }) => address);
  const node = string(resource.attributes.node ?? null) ?? "";
  return firstDoubt([
    attribute(resource, "node", (value) => (nodes.includes(string(value) ?? "") ? true : undefined)),
    attribute(resource, "client_configuration", equals(`\${${secrets}.client_configuration}`)),
    optional(resource, "endpoint", equals(node)),
    onlyKnown(resource, bootstrapArguments),
  ]);
}

/**
 * Other resources that configure machines in this stack. One of another cluster logs in with that cluster's secrets, and at another address;
 * of any other it isn't known whether it configures a machine of this cluster.
 */
function strangers(stack: StackJson, { secrets, controlPlane, nodePools }: TalosAddresses): Fact<boolean>[] {
  const machines = [controlPlane, ...nodePools].flatMap((pool) => pool.machines);
  const [ours, addresses] = [machines.map(({ apply }) => apply), machines.map(({ address }) => address)];
  const configuring = stack.resources.filter(({ type, address }) => configuringTypes.includes(type) && !ours.includes(address));
  return configuring.map((resource) =>
    attribute(resource, "client_configuration", (value) => {
      const [, owner] = /^\$\{(talos_machine_secrets\.[\w-]+)\.client_configuration\}$/.exec(textOf(value)) ?? [];
      const node = string(resource.attributes.node ?? null);
      const elsewhere = owner !== undefined && owner !== secrets && stack.resources.some(({ address }) => address === owner);
      return elsewhere && node !== undefined && !addresses.includes(node) ? true : undefined;
    }),
  );
}

/** `talos_machine` is of the provider's 0.12. */
const configuringTypes: readonly string[] = [applyType, "talos_machine"];

const textOf = (value: Json): string => (typeof value === "string" ? value : "");

/** An argument that may be absent. */
function optional(resource: Resource, path: string, as: (value: Json) => true | undefined): Fact<unknown> {
  const fact = attribute(resource, path, as);
  return path in resource.attributes ? fact : { ...fact, value: true };
}

/** Id of the data that a configuration comes from. */
function configIdOf(input: Json): string | undefined {
  return /^\$\{data\.talos_machine_configuration\.([\w-]+)\.machine_configuration\}$/.exec(textOf(input))?.[1];
}

function configOf(stack: StackJson, apply: Resource): Resource {
  const type = "talos_machine_configuration";
  const id = configIdOf(apply.attributes.machine_configuration_input ?? null);
  const attributes = id === undefined ? {} : object(object(object(stack.json.data)[type])[id]);
  const { path } = object(object(attributes["//"]).metadata);
  return {
    stack: stack.name,
    type,
    address: `data.${type}${id === undefined ? "" : `.${id}`}`,
    attributes,
    ...(typeof path === "string" && { constructPath: path }),
  };
}

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Json, JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import type { BlockSchema, ResourceSchema, Terraform } from "./terraform";

interface State {
  version: 4;
  serial: number;
  lineage: string;
  resources: StateResource[];
}

interface StateResource {
  readonly mode: "managed";
  readonly type: string;
  readonly name: string;
  readonly provider: string;
  readonly instances: { readonly schema_version: number; attributes: JsonObject; readonly sensitive_attributes: [] }[];
}

/** What Talos machines would make, and nobody answers on the simulator's. */
const madeByMachines = /^talos_machine_(configuration_apply|bootstrap)$/;

/** More than the longest chain of resources that need each other's ids. */
const mostRounds = 12;

const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

/**
 * Writes a state in which Talos machines took their configuration, where nobody answers who could: what they would fill in is made up. Ends
 * when another plan adds nothing to it, and fails when that plan would replace something.
 */
export async function pretendApplied(terraform: Terraform, folder: string): Promise<void> {
  const schemas = await terraform.resourceSchemas();
  for (let round = 0; round < mostRounds; round += 1) {
    const plan = object((await terraform.planFile("-refresh=false")) as Json);
    const changes = list(plan.resource_changes)
      .map(object)
      .filter(
        ({ mode = null, type = null, change }) =>
          mode === "managed" && madeByMachines.test(String(type)) && list(object(change).actions)[0] !== "no-op",
      );
    const state = readState(folder);
    const before = JSON.stringify(state.resources);
    for (const change of changes) write(state, change, schemas);
    if (JSON.stringify(state.resources) === before) {
      const replaced = changes.filter(({ change }) => list(object(change).actions).length > 1);
      if (replaced.length === 0) return;
      throw new Error(
        `what is pretended would be replaced: ${replaced.map(({ address, change }) => `${String(address)} ${JSON.stringify(object(change).replace_paths)}`).join(", ")}`,
      );
    }
    state.serial += 1;
    writeFileSync(join(folder, "terraform.tfstate"), JSON.stringify(state));
  }
  throw new Error("the plan never came to rest");
}

function readState(folder: string): State {
  const file = join(folder, "terraform.tfstate");
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as State)
    : { version: 4, serial: 0, lineage: "00000000-0000-0000-0000-000000000000", resources: [] };
}

function write(state: State, change: JsonObject, schemas: Readonly<Record<string, ResourceSchema>>): void {
  const [type, name, provider] = [String(change.type), String(change.name), String(change.provider_name)];
  const { after, after_unknown: unknown } = object(change.change);
  const schema = schemas[type];
  const there = state.resources.find((each) => each.type === type && each.name === name);
  const old = there?.instances[0]?.attributes ?? {};
  const attributes = filled(
    { ...old, ...object(after) },
    unknown ?? {},
    schema?.block ?? {},
    old,
    (key) => `${type}-${name}${key === "id" ? "" : `-${key}`}`,
  );
  if (there?.instances[0]) {
    there.instances[0].attributes = attributes;
    return;
  }
  state.resources.push({
    mode: "managed",
    type,
    name,
    provider: `provider["${provider}"]`,
    instances: [{ schema_version: schema?.version ?? 0, attributes, sensitive_attributes: [] }],
  });
}

/** What is known, what was made up before, and for the rest something of the right type. */
function filled(known: JsonObject, unknown: Json, block: BlockSchema, old: JsonObject, invent: (key: string) => string): JsonObject {
  const entries = Object.entries(object(unknown)).flatMap(([key, mark]): [string, Json][] => {
    if (mark === true) return (known[key] ?? null) === null ? [[key, old[key] ?? madeUp(block.attributes?.[key]?.type, invent(key))]] : [];
    const inner = block.block_types?.[key]?.block;
    if (inner === undefined || !Array.isArray(mark)) return [];
    return [
      [
        key,
        list(known[key]).map((each, index) => filled(object(each), list(mark)[index] ?? {}, inner, object(list(old[key])[index]), invent)),
      ],
    ];
  });
  return { ...known, ...Object.fromEntries(entries) };
}

/** Something of a type; where a cloud would choose, an empty list would only be asked for again. */
function madeUp(type: unknown, text: string): Json {
  if (type === "string") return text;
  if (type === "number") return 1;
  if (type === "bool") return false;
  const [kind, of] = Array.isArray(type) ? (type as [string, unknown]) : [];
  if ((kind === "list" || kind === "set") && of === "string") return [text];
  return kind === "list" || kind === "set" ? [] : kind === "map" ? {} : null;
}

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { guardedType } from "../../lib/guard/guarded-types";
import type { Json, JsonObject } from "../../lib/core/reading/json";
import { object, readStack, type Resource, type StackJson } from "../../lib/core/reading/terraform-json";
import { synthesizeApp } from "../../lib/testing";
import { providers } from "../../stacks/providers";
import { dayTwoChanges } from "../support/day-two";
import { reference } from "../support/reference";
import { apps } from "../support/vsphere-props";

interface ForceNew {
  /** Attributes that force a replacement, by type: read from plans of the real plugins (test/engines/upgrades). */
  readonly types: Readonly<Record<string, readonly string[]>>;
}

const tables = join(__dirname, "force-new");

function stackOf(name: string, change: object = {}): StackJson {
  const provider = providers[name]?.();
  const { json } = synthesizeApp((app) => provider?.addStack(app, name, { ...reference(name), ...change }));
  return readStack(name, name, json);
}

/** What stands at a path, in every block of a list. */
function at(value: Json | undefined, [step, ...rest]: readonly string[]): readonly Json[] {
  if (step === undefined) return value === undefined ? [] : [value];
  const blocks: readonly Json[] = Array.isArray(value) ? (value as readonly Json[]) : [value ?? null];
  return blocks.flatMap((block) => at(object(block)[step], rest));
}

const fixedOf = ({ type, attributes }: Resource, { types }: ForceNew): JsonObject =>
  Object.fromEntries(
    (types[type] ?? []).flatMap((path) => {
      const values = at(attributes, path.split("."));
      return values.length > 0 ? [[path, values]] : [];
    }),
  );

/** A successor is there before it goes. */
const isRolled = ({ attributes }: Resource) => object(attributes.lifecycle).create_before_destroy === true;

/** What a change of code replaces or removes, of what the guard doesn't let go. */
function lost(before: StackJson, after: StackJson, table: ForceNew): string[] {
  return before.resources.flatMap((old) => {
    const next = after.resources.find(({ address }) => address === old.address);
    const guarded = guardedType(old.type);
    if (guarded?.loss === undefined && guarded?.pools === undefined) return [];
    if (next === undefined) return [`${old.address} goes`];
    const [fixed, wanted] = [fixedOf(old, table), fixedOf(next, table)];
    const paths = Object.keys({ ...fixed, ...wanted }).filter((path) => JSON.stringify(fixed[path]) !== JSON.stringify(wanted[path]));
    return paths.length > 0 && !(guarded.loss === undefined && isRolled(next)) ? [`${old.address} is replaced: ${paths.join(", ")}`] : [];
  });
}

describe.each(Object.keys(providers))("on %s", (name) => {
  const table = (): ForceNew => JSON.parse(readFileSync(join(tables, `${name}.json`), "utf8")) as ForceNew;

  test("what forces a replacement was read from the provider's own plans", () => {
    expect(existsSync(join(tables, `${name}.json`))).toBe(true);
    expect(Object.keys(table().types).length).toBeGreaterThan(0);
  });

  test.each(Object.entries(dayTwoChanges[name] ?? {}))("%s replaces and removes nothing that matters", (_, change) => {
    const [before, after] = [stackOf(name), stackOf(name, change)];

    expect(after.json).not.toEqual(before.json);
    expect(lost(before, after, table())).toEqual([]);
  });

  test("a name would be noticed", () => {
    const [before, after] = [
      stackOf(name),
      stackOf(name, name === "vsphere" ? { nodePools: [{ ...apps, name: "web" }] } : { name: "zakem" }),
    ];

    expect(lost(before, after, table())).not.toEqual([]);
  });

  // Each of these decides whether something is replaced: another value in a release is a major version.
  test("the reference cluster keeps what forces a replacement", () => {
    const fixed = stackOf(name).resources.map((resource) => [resource.address, fixedOf(resource, table())] as const);

    expect(Object.fromEntries(fixed.filter(([, values]) => Object.keys(values).length > 0))).toMatchSnapshot();
  });
});

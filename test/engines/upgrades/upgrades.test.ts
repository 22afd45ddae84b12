import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { type Json, type JsonObject, object } from "../../../lib/core/terraform-json";
import { judge } from "../../../lib/guard/judge";
import { readPlan } from "../../../lib/guard/plan";
import { judgementText } from "../../../lib/guard/text";
import { providers } from "../../../stacks/providers";
import { dayTwoChanges } from "../../support/day-two";
import { reference } from "../../support/reference";
import { missingFor, onBench, versionsOf } from "../benches";

interface Recorded {
  readonly types: Readonly<Record<string, readonly string[]>>;
  /** Gathered from plans of single changes, and not from one in which everything changes. */
  readonly partial?: boolean;
}

const recorded = (name: string) => resolve(__dirname, "../../stacks/force-new", `${name}.json`);
const read = (name: string) => JSON.parse(readFileSync(recorded(name), "utf8")) as Recorded;
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

/** The reference cluster; what a simulator has other names for comes from its bench. */
function propsOf(name: string, change: object = {}): object {
  const othersHave = name === "vsphere" ? ["image", "storage", "etcdBackup"] : [];
  return { ...Object.fromEntries(Object.entries(reference(name)).filter(([key]) => !othersHave.includes(key))), ...change };
}

/** Another value of the same kind, so that Terraform sees a change of everything at once. */
function altered(value: Json, key = ""): Json {
  if (key === "id") return value;
  if (typeof value === "string") return value === "" ? "" : `${value}x`;
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => altered(each));
  return value === null ? null : Object.fromEntries(Object.entries(value as JsonObject).map(([name, each]) => [name, altered(each, name)]));
}

/** The state, with one resource's attributes changed behind Terraform's back: what it would replace for it, it replaces for a change of code. */
function alterState(state: JsonObject, accepts: (type: string) => boolean): JsonObject {
  const resources = list(state.resources).map((resource) => {
    const { mode = null, type = null, instances } = object(resource);
    if (mode !== "managed" || !accepts(String(type))) return resource;
    return {
      ...object(resource),
      instances: list(instances).map((each) => ({ ...object(each), attributes: altered(object(each).attributes ?? null) })),
    };
  });
  return { ...state, serial: Number(state.serial) + 1, resources };
}

/** Attributes that force a replacement, by type; an index in a path says nothing. */
function forceNew(plan: JsonObject): Record<string, string[]> {
  const found = new Map<string, Set<string>>();
  for (const each of list(plan.resource_changes)) {
    const { type = null, change } = object(each);
    for (const path of list(object(change).replace_paths)) {
      const steps = list(path).filter((step) => typeof step === "string");
      found.set(String(type), (found.get(String(type)) ?? new Set()).add(steps.join(".")));
    }
  }
  return Object.fromEntries([...found].sort(([a], [b]) => a.localeCompare(b)).map(([type, paths]) => [type, [...paths].sort()]));
}

async function inTurn<T, R>(all: readonly T[], work: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (const each of all) results.push(await work(each));
  return results;
}

for (const name of Object.keys(providers)) {
  const missing = missingFor(name);
  if (missing !== undefined) console.log(`skipped: ${missing} not found`);
  const whenInstalled = missing === undefined ? test : test.skip;

  whenInstalled(`on ${name} no change of day two hurts, and what forces a replacement is as it was recorded`, () =>
    onBench(name, async ({ terraform, folder, synthesize, apply }) => {
      const plan = async (...extra: string[]) => object((await terraform.planFile("-refresh=false", ...extra)) as Json);
      await synthesize(propsOf(name));
      await terraform.init();
      await apply();

      const hurts: string[] = [];
      for (const [what, change] of Object.entries(dayTwoChanges[name] ?? {})) {
        // Azure takes a new minor only when it is told to, once.
        process.env.HAVEN_UPGRADE = "kubernetesVersion" in change ? name : "";
        await synthesize(propsOf(name, change));
        const judgement = judge(readPlan(await plan()));
        const { made, changed, rolled, destroyed } = judgement.counts;
        if (judgement.findings.length > 0) hurts.push(`${what}: ${judgementText(judgement)}`);
        if (made + changed + rolled + destroyed === 0) hurts.push(`${what}: changes nothing`);
      }

      delete process.env.HAVEN_UPGRADE;
      expect(hurts).toEqual([]);

      const record = process.env.HAVEN_RECORD_PLANS !== undefined || !existsSync(recorded(name));
      // What was gathered from other plans knows of replacements that an altered state doesn't show, and can't be held against it.
      if (!record && read(name).partial === true) return;
      await synthesize(propsOf(name, { deletionProtection: false }));
      const file = join(folder, "terraform.tfstate");
      const state = JSON.parse(readFileSync(file, "utf8")) as JsonObject;
      const planOfAltered = async (accepts: (type: string) => boolean) => {
        writeFileSync(file, JSON.stringify(alterState(state, accepts)));
        return plan();
      };
      const whole = await planOfAltered(() => true);
      // Where a provider can't read what is made up of one type, the others speak one by one.
      const each = [...new Set(list(state.resources).map((resource) => String(object(resource).type)))].sort();
      const parts = whole.errored === true ? await inTurn(each, (type) => planOfAltered((other) => other === type)) : [whole];
      const types = Object.assign({}, ...parts.map(forceNew)) as Record<string, string[]>;
      if (record) {
        const text = JSON.stringify({ plugins: versionsOf(name), asOf: new Date().toISOString().slice(0, 10), types }, undefined, 2);
        writeFileSync(recorded(name), `${text}\n`);
      }
      expect(types).toEqual(read(name).types);
    }),
  );
}

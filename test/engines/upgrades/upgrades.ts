import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Json, JsonObject } from "../../../lib/core/reading/json";
import { object } from "../../../lib/core/reading/terraform-json";
import { judge } from "../../../lib/guard/judge";
import { readPlan } from "../../../lib/guard/plan";
import { judgementText } from "../../../lib/guard/text";
import { dayTwoChanges } from "../../support/day-two";
import { reference } from "../../support/reference";
import { missingFor, onBench, versionsOf } from "../benches";

interface Recorded {
  readonly types: Readonly<Record<string, readonly string[]>>;
}

const recorded = (name: string) => resolve(__dirname, "../../stacks/force-new", `${name}.json`);
const read = (name: string) => JSON.parse(readFileSync(recorded(name), "utf8")) as Recorded;
const list = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? (value as readonly Json[]) : []);

/** The reference cluster; what a simulator has other names for comes from its bench. */
function propsOf(name: string, change: object = {}): object {
  const othersHave = name === "vsphere" ? ["image", "storage", "etcdBackup"] : [];
  return { ...Object.fromEntries(Object.entries(reference(name)).filter(([key]) => !othersHave.includes(key))), ...change };
}

/**
 * What a resource is found by, and what a plugin takes from the state and judges as if a user had given it: two of AWS', Talos'
 * certificate, and a machine's disks, which are ignored.
 */
const left = ["id", "elastic_load_balancing", "transition_default_minimum_object_size", "client_configuration", "disk"];

/** Another value of the same kind, so that Terraform sees a change of everything at once. */
function altered(value: Json, key = ""): Json {
  if (left.includes(key)) return value;
  if (typeof value === "string") return value === "" ? "" : `${value}x`;
  if (typeof value === "number") return value + 1;
  if (typeof value === "boolean") return !value;
  if (Array.isArray(value)) return (value as readonly Json[]).map((each) => altered(each));
  return value === null ? null : Object.fromEntries(Object.entries(value as JsonObject).map(([name, each]) => [name, altered(each, name)]));
}

/** The state, with every attribute changed behind Terraform's back: what it would replace for it, it replaces for a change of code. */
function alterState(state: JsonObject): JsonObject {
  const resources = list(state.resources).map((resource) => {
    const { mode = null, instances } = object(resource);
    if (mode !== "managed") return resource;
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

/** One file a provider calls this, so that they run beside each other. */
export function testUpgrades(name: string): void {
  const missing = missingFor(name);
  if (missing !== undefined) console.log(`skipped: ${missing} not found`);
  const whenInstalled = missing === undefined ? test : test.skip;

  whenInstalled(`on ${name} no change of day two hurts, and what forces a replacement is as it was recorded`, () =>
    onBench(name, async ({ terraform, folder, synthesize, apply }) => {
      const plan = async (...extra: string[]) => object((await terraform.planFile("-refresh=false", ...extra)) as Json);
      synthesize(propsOf(name));
      await terraform.init();
      await apply();

      const hurts: string[] = [];
      for (const [what, change] of Object.entries(dayTwoChanges[name] ?? {})) {
        // Azure takes a new minor only when it is told to, once.
        process.env.HAVEN_UPGRADE = "kubernetesVersion" in change ? name : "";
        synthesize(propsOf(name, change));
        const judgement = judge(readPlan(await plan()));
        const { made, changed, rolled, destroyed } = judgement.counts;
        if (judgement.findings.length > 0) hurts.push(`${what}: ${judgementText(judgement)}`);
        if (made + changed + rolled + destroyed === 0) hurts.push(`${what}: changes nothing`);
      }

      delete process.env.HAVEN_UPGRADE;
      expect(hurts).toEqual([]);

      const record = process.env.HAVEN_RECORD_PLANS !== undefined || !existsSync(recorded(name));
      synthesize(propsOf(name, { deletionProtection: false }));
      const file = join(folder, "terraform.tfstate");
      const state = JSON.parse(readFileSync(file, "utf8")) as JsonObject;
      writeFileSync(file, JSON.stringify(alterState(state)));
      const altogether = await plan();
      expect(altogether.errored).not.toBe(true);
      const types = forceNew(altogether);
      if (record) {
        const text = JSON.stringify({ plugins: versionsOf(name), asOf: new Date().toISOString().slice(0, 10), types }, undefined, 2);
        writeFileSync(recorded(name), `${text}\n`);
      }
      expect(types).toEqual(read(name).types);
    }),
  );
}

import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { judge } from "../../../lib/guard/judge";
import { readPlan } from "../../../lib/guard/plan";
import type { Json } from "../../../lib/core/reading/json";
import { object } from "../../../lib/core/reading/terraform-json";
import { shrink } from "./shrink";

/** A synthesized stack, open to changes. */
export interface Stack {
  readonly resource: Record<string, Record<string, Record<string, unknown>>>;
  [part: string]: unknown;
}

/** Changes the synthesized stack as a person would who edits it, where the library itself would refuse. */
export function edit(folder: string, change: (stack: Stack) => void): void {
  const file = join(folder, "cdk.tf.json");
  const stack = JSON.parse(readFileSync(file, "utf8")) as Stack;
  change(stack);
  writeFileSync(file, JSON.stringify(stack));
}

const plans = resolve(__dirname, "../../guard/plans");

/**
 * Holds a real plan against the one that was recorded: both must be judged the same. With HAVEN_RECORD_PLANS set it is recorded anew, without
 * what the guard doesn't read, and without secrets.
 */
export function compareWithRecorded(name: string, plan: unknown): void {
  const file = join(plans, `${name}.json`);
  if (process.env.HAVEN_RECORD_PLANS) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(shrink(object(plan as Json)))}\n`);
  }
  expect({ name, ...outcome(plan) }).toEqual({ name, ...outcome(JSON.parse(readFileSync(file, "utf8"))) });
}

function outcome(plan: unknown) {
  const { findings, notes, counts } = judge(readPlan(plan));
  return {
    findings: findings.map(({ allow, address }) => allow ?? address),
    notes,
    counts,
  };
}

import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { buildReport } from "../compliance/build-report";
import type { FindingReport, Report } from "../compliance/report";
import type { Rule, Status } from "../compliance/rule";
import { warningsByStack } from "../compliance/warnings";
import type { JsonObject } from "../core/reading/json";
import { object, readStack } from "../core/reading/terraform-json";

/** What came out of a synth, read back from disk as Terraform would read it. */
export interface Synthesized {
  /** The whole `cdk.tf.json`. */
  readonly json: JsonObject;
  /** Attributes of the one resource of a type; throws when there is none, or more than one. */
  readonly resource: (type: string) => JsonObject;
  /** Attributes of every resource of a type. */
  readonly resources: (type: string) => readonly JsonObject[];
  /** The same, with addresses. */
  readonly resourceEntries: (type: string) => readonly { readonly address: string; readonly attributes: JsonObject }[];
  readonly outputs: JsonObject;
  readonly warnings: readonly string[];
  /** What HCC is predicted to say of its mandatory checks: ids by status. */
  readonly prediction: ByStatus;
  /** The same of the library's own rules, and of yours. */
  readonly findings: ByStatus;
  readonly report: Report;
}

/** Ids of checks or findings, grouped by their status. */
export interface ByStatus {
  readonly guaranteed: readonly string[];
  readonly expected: readonly string[];
  readonly failed: readonly string[];
  readonly waived: readonly string[];
  readonly unknown: readonly string[];
  readonly notApplicable: readonly string[];
}

/** Options of `synthesize` and `synthesizeApp`. */
export interface SynthesizeOptions {
  /** Rules of your own. @default none */
  readonly rules?: readonly Rule[];
}

/** A stack of a supplier's own. */
export type StackClass = new (scope: App, id: string) => TerraformStack;

/** Fills a bare stack. */
export type StackFill = (stack: TerraformStack) => void;

/**
 * Synthesizes a stack for real, in a folder that is gone afterwards, and predicts what HCC will say of the clusters in it.
 *
 * Takes the class of a stack, which is made with the id `test`, or a function that fills a bare one.
 */
export function synthesize(stack: StackClass | StackFill, options: SynthesizeOptions = {}): Synthesized {
  return synthesizeApp((app) => {
    if (isStackClass(stack)) new stack(app, "test");
    else stack(new TerraformStack(app, "test"));
  }, options);
}

/** The same for an app that makes its one stack itself. */
export function synthesizeApp(fill: (app: App) => void, { rules }: SynthesizeOptions = {}): Synthesized {
  const outdir = mkdtempSync(join(tmpdir(), "haven-synth-"));
  try {
    const app = new App({ outdir });
    fill(app);
    app.synth();
    const [stack] = app.node.children.filter((child) => TerraformStack.isStack(child));
    if (!stack) throw new Error("the app has no stack");
    return read(app, stack, buildReport(app, rules));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function read(app: App, stack: TerraformStack, report: Report): Synthesized {
  const { synthesizedStackPath } = app.manifest.forStack(stack);
  const json = JSON.parse(readFileSync(join(app.outdir, synthesizedStackPath), "utf8")) as JsonObject;
  const all = readStack(stack.node.id, stack.node.path, json).resources;
  const resourceEntries: Synthesized["resourceEntries"] = (type) => all.filter((resource) => resource.type === type);
  const resources: Synthesized["resources"] = (type) => resourceEntries(type).map(({ attributes }) => attributes);
  const checks = report.clusters.flatMap((cluster) => cluster.checks.filter(({ mandatory }) => mandatory));
  return {
    json,
    resourceEntries,
    resources,
    resource: (type) => {
      const [only, ...others] = resources(type);
      if (only && others.length === 0) return only;
      const types = [...new Set(all.map((resource) => resource.type))].sort();
      throw new Error(`${others.length === 0 ? "no" : others.length + 1} ${type} in the stack, which has ${types.join(", ") || "nothing"}`);
    },
    outputs: object(json.output),
    // A stack that takes a part only, a network say, has no cluster to report on.
    warnings: [
      ...new Set([
        ...(warningsByStack(stack.node.findAll()).get(stack) ?? []),
        ...report.clusters.flatMap(({ warnings }) => warnings.map(({ en }) => en)),
      ]),
    ],
    prediction: byStatus(checks),
    findings: byStatus(report.clusters.flatMap(({ findings }) => findings)),
    report,
  };
}

function byStatus(results: readonly FindingReport[]): ByStatus {
  const of = (status: Status) => results.filter((result) => result.status === status).map(({ id }) => id);
  return {
    guaranteed: of("guaranteed"),
    expected: of("expected"),
    failed: of("failed"),
    waived: of("waived"),
    unknown: of("unknown"),
    notApplicable: of("not-applicable"),
  };
}

function isStackClass(stack: StackClass | StackFill): stack is StackClass {
  return stack.prototype instanceof TerraformStack;
}

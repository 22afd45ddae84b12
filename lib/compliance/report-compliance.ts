import { rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { App } from "cdktf";
import { type Judged, refusedStacks, synthesizeBehindGate } from "./behind-gate";
import { buildReport, type Locate } from "./build-report";
import { consoleReport } from "./console";
import { gate, refusals } from "./gate";
import type { Report } from "./report";
import type { FailOn, Rule } from "./rule";
import { writeReport } from "./write-report";

/** Options of the report of an app. */
export interface ComplianceOptions {
  /**
   * Outcomes with which a stack is refused, unless a scope below says otherwise (`gate`).
   *
   * @default none: the report says it, and nothing is refused
   */
  readonly failOn?: readonly FailOn[];
  /** Rules of your own, beside HCC's and ours. @default none */
  readonly rules?: readonly Rule[];
  /** Finds the place of a prop in the files that stacks were made from. @default the place in your code where a cluster is made */
  readonly locate?: Locate;
}

/** The report of an app: its location, and its content after a synth. */
export interface ComplianceReport {
  /** Where the report is written as JSON; its other forms lie beside it. */
  readonly path: string;
  /** The report of the last synth; undefined before the first. */
  readonly report: Report | undefined;
}

/**
 * Writes the report below `<outdir>/haven` at every synth of the app, as JSON and in every other form, and refuses stacks whose outcomes the gate names: the report stays,
 * and nothing is left that could be applied.
 *
 * It runs as a validation of the app, so `skipValidation` skips it.
 */
export function reportCompliance(app: App, options: ComplianceOptions = {}): ComplianceReport {
  if (options.failOn) gate(app, options.failOn);
  const path = join(app.outdir, "haven/report.json");
  const made: Judged & { readonly path: string } = { path, app, report: undefined };
  synthesizeBehindGate(app, made);
  app.node.addValidation({
    validate: () => {
      const report = written(app, made.app, options);
      made.report = report;
      return refuse(app, report);
    },
  });
  return made;
}

/** Without a report on disk no gate has looked at the stacks, so nothing of them may be applied. */
function written(app: App, synthesized: App, { rules, locate }: ComplianceOptions): Report {
  try {
    const report = buildReport(synthesized, rules, locate);
    writeReport(report, join(app.outdir, "haven"));
    return report;
  } catch (error) {
    rmSync(join(app.outdir, "stacks"), { recursive: true, force: true });
    rmSync(join(app.outdir, "manifest.json"), { force: true });
    throw error;
  }
}

/** Takes what was refused away, since `cdktf deploy --skip-synth` would apply whatever lies there. */
function refuse(app: App, report: Report): string[] {
  const refused = report.clusters.filter((cluster) => cluster.refused);
  if (refused.length === 0) return [];
  for (const stack of refusedStacks(report)) rmSync(join(app.outdir, "stacks", stack), { recursive: true, force: true });
  rmSync(join(app.outdir, "manifest.json"), { force: true });
  return refused.map(
    (cluster) => `${cluster.stack} is refused: ${refusals(cluster).join(", ")}; see ${join(app.outdir, "haven/report.json")}`,
  );
}

/**
 * Synthesizes, prints the prediction, and gives the exit code: 1 when the gate refused a stack.
 *
 * For an app's own `main`, since cdktf's error for a refusal advises to switch validations off.
 */
export function synthesizeWithReport(app: App, compliance: ComplianceReport, print: (text: string) => void = console.log): number {
  const refused = () => compliance.report?.clusters.some((cluster) => cluster.refused) ?? false;
  try {
    app.synth();
  } catch (error) {
    if (!refused()) throw error;
  }
  if (compliance.report) print(consoleReport(compliance.report, join(dirname(compliance.path), "report.html")));
  return refused() ? 1 : 0;
}

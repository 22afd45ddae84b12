import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { App } from "cdktf";
import type { Report } from "./report";
import { removeReport } from "./write-report";

/** The synth that is under way. */
export interface Judged {
  /** The app as the gate must read it: with the folder that its stacks are in until they are judged. */
  app: App;
  /** Undefined until the gate has judged. */
  report: Report | undefined;
}

/**
 * Makes every synth of the app safe to interrupt. What an earlier synth left is taken away first, and the stacks are made in a folder
 * aside. They get their place only after the gate: whoever presses Ctrl-C in between finds no stack that no gate has looked at, and no
 * report that speaks of other stacks. Signals can't be handled here, since a synth never gives way to their handlers.
 */
export function synthesizeBehindGate(app: App, judged: Judged): void {
  // Not bound to the app: below it is called on another object.
  const synth = Reflect.get<App, "synth">(app, "synth");
  app.synth = () => {
    removeSynthesized(app.outdir);
    judged.report = undefined;
    const aside = mkdtempSync(join(tmpdir(), "haven-synth-"));
    const allow = (refused: readonly string[]) => {
      for (const stack of foldersIn(join(aside, "stacks")).filter((name) => !refused.includes(name)))
        cpSync(join(aside, "stacks", stack), join(app.outdir, "stacks", stack), { recursive: true });
    };
    try {
      mkdirSync(join(aside, "stacks"));
      // The app itself, but for the folder that its stacks are written to.
      judged.app = Object.create(app, { outdir: { value: aside } }) as App;
      synth.call(judged.app);
      allow([]);
    } catch (error) {
      const refused = refusedStacks(judged.report);
      // A refusal leaves the report, and the stacks that the gate let through; any other error leaves nothing.
      if (refused.length > 0) allow(refused);
      else removeSynthesized(app.outdir);
      throw error;
    } finally {
      rmSync(aside, { recursive: true, force: true });
    }
  };
}

/** The stacks that the gate refused, those of baselines included. */
export function refusedStacks(report: Report | undefined): readonly string[] {
  const refused = report?.clusters.filter((cluster) => cluster.refused) ?? [];
  return refused.flatMap(({ stack, baseline }) => [stack, ...(baseline ? [baseline.stack] : [])]);
}

/** What Terraform and cdktf would apply, and the report on it. Plugins that `terraform init` put beside a stack stay. */
function removeSynthesized(outdir: string): void {
  rmSync(join(outdir, "manifest.json"), { force: true });
  for (const stack of foldersIn(join(outdir, "stacks"))) {
    for (const file of ["cdk.tf.json", "cdk.tf"]) rmSync(join(outdir, "stacks", stack, file), { force: true });
  }
  removeReport(join(outdir, "haven"));
}

function foldersIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
}

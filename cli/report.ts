import { relative } from "node:path";
import { App } from "cdktf";
import type { Command } from "commander";
import { synthesizeWithReport } from "../lib/compliance/report-compliance";
import { withoutTokenTraces } from "../stacks/token-traces";
import { finish, Misuse } from "./outcome";
import { projectClusters } from "./project-clusters";
import { type Say, withProgress } from "./progress";
import { resolvedClusters, resolvedText } from "./resolved";
import { subcommand } from "./subcommand";

interface ReportOptions {
  readonly clusters?: string;
  readonly resolved?: boolean;
  readonly json?: boolean;
}

/** Synthesizes the cluster files as `cdktf synth` would, and prints the prediction. */
export function reportCommand(): Command {
  return subcommand("report", [
    ["report", "every file under clusters/"],
    ["report --clusters 'utrecht-*'", "some of them"],
    ["report --resolved", "every setting, and who decided it"],
    ["report --json > report.json", "for a program"],
  ])
    .option("--clusters <names>", "names of cluster files, with * for any text, separated by commas (default: HAVEN_CLUSTERS, or all)")
    .option("--resolved", "print every setting with its value, and whether it was given, inherited or a default")
    .action(async (options: ReportOptions) => {
      const { files, report, text, code } = await withProgress("Reading the cluster files", (say) => synthesized(options, say), {
        blocks: true,
      });
      const findings = code !== 0;
      if (!options.resolved) {
        finish({ json: report, text, findings }, options);
        return;
      }
      const resolved = resolvedClusters(files, report);
      finish({ json: { clusters: resolved }, text: resolvedText(resolved), findings }, options);
    });
}

function synthesized({ clusters: select }: ReportOptions, say: Say) {
  const clusters = projectClusters(select);
  const count = clusters.files.length === 1 ? "one stack" : `${clusters.files.length} stacks`;
  say(`Making ${count}`);
  const app = new App();
  let text = "";
  const { code, report } = withoutTokenTraces(() => {
    const compliance = clusters.addTo(app);
    say(`Writing and judging ${count}`);
    return { code: synthesizeWithReport(app, compliance, (printed) => (text = printed)), report: compliance.report };
  });
  if (!report) throw new Misuse(`no report in ${relative(process.cwd(), app.outdir)}`);
  return { files: clusters.files, report, text, code };
}

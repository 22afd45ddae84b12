import { relative } from "node:path";
import { App } from "cdktf";
import type { Command } from "commander";
import { synthesizeWithReport } from "../lib/compliance/report-compliance";
import { finish, Misuse } from "./outcome";
import { projectClusters } from "./project-clusters";
import { withProgress } from "./progress";
import { subcommand } from "./subcommand";

interface ReportOptions {
  readonly clusters?: string;
  readonly json?: boolean;
}

/** Synthesizes the cluster files as `cdktf synth` would, and prints the prediction. */
export function reportCommand(): Command {
  return subcommand("report", [
    ["report", "every file under clusters/"],
    ["report --clusters 'utrecht-*'", "some of them"],
    ["report --json > report.json", "for a program"],
  ])
    .option("--clusters <names>", "names of cluster files, with * for any text, separated by commas (default: HAVEN_CLUSTERS, or all)")
    .action(async (options: ReportOptions) => {
      const clusters = await projectClusters(options.clusters);
      const app = new App();
      let text = "";
      const compliance = clusters.addTo(app);
      const code = await withProgress(
        `${clusters.files.length} clusters`,
        () => synthesizeWithReport(app, compliance, (printed) => (text = printed)),
        { blocks: true },
      );
      if (!compliance.report) throw new Misuse(`no report in ${relative(process.cwd(), app.outdir)}`);
      finish({ json: compliance.report, text, findings: code !== 0 }, options);
    });
}

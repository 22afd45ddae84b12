import { App } from "cdktf";
import { synthesizeWithReport } from "../lib/compliance/report-compliance";
import { formatProblems } from "../lib/config";
import { ConfigurationError } from "../lib/core/validation/errors";
import { loadClusters } from "./clusters";
import { withoutTokenTraces } from "./token-traces";

/**
 * The whole app of a folder with cluster files: every file under `clusters/` becomes a stack under `cdktf.out/stacks` and a part of one
 * report. Sets the exit code: 1 when the files are wrong, or a gate refused a stack.
 *
 * `HAVEN_CLUSTERS` chooses some of the files, `HAVEN_UPGRADE` those whose Kubernetes version may change.
 */
export function runClusters(directory = "clusters"): void {
  try {
    process.exitCode = run(directory);
  } catch (error) {
    // What a user did wrong is said in words, and what the disk refuses; anything else is a mistake of ours, whose trace helps.
    console.error(error instanceof ConfigurationError ? error.message : isDiskError(error) ? diskWords(error) : error);
    process.exitCode = 1;
  }
}

function run(directory: string): number {
  const { HAVEN_CLUSTERS: select, HAVEN_UPGRADE: upgrade } = process.env;
  const clusters = loadClusters(directory, { select, upgrade });
  for (const notice of clusters.notices) console.error(`note: ${notice}`);
  if (clusters.problems.length > 0) {
    console.error(formatProblems(clusters.problems));
    return 1;
  }
  const app = new App();
  return withoutTokenTraces(() => synthesizeWithReport(app, clusters.addTo(app)));
}

function isDiskError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error;
}

const diskWords = ({ message }: Error) =>
  `${message}\nThe stacks are written below cdktf.out, or CDKTF_OUTDIR: it must be a folder that you may write to, with room on its disk.`;

import { type Command, Argument } from "commander";
import { loadClusterFiles, passedOver } from "../lib/config";
import { finish, Misuse } from "./outcome";
import { withProgress } from "./progress";
import { problemWords } from "./project-clusters";
import { azureDevOpsMatrix, gitHubMatrix, gitLabPipeline, type Job } from "./pipeline-jobs";
import { subcommand } from "./subcommand";

const systems: Readonly<Record<string, (jobs: readonly Job[]) => object>> = {
  gitlab: gitLabPipeline,
  github: gitHubMatrix,
  "azure-devops": azureDevOpsMatrix,
};

/** Makes the jobs of a pipeline from the cluster files, one a cluster, so that planning and applying scale out on the runners there are. */
export function pipelineCommand(): Command {
  return subcommand("pipeline", [
    ["pipeline gitlab > clusters.gitlab-ci.yml", "a child pipeline, for trigger"],
    ["pipeline github", "a matrix, for fromJSON"],
    ["pipeline azure-devops --clusters 'utrecht-*'", "a matrix, of some clusters"],
  ])
    .addArgument(new Argument("<system>", "where the pipeline runs").choices(Object.keys(systems)))
    .option("--clusters <names>", "names of cluster files, with * for any text, separated by commas (default: HAVEN_CLUSTERS, or all)")
    .action(async (system: string, { clusters, json }: { readonly clusters?: string; readonly json?: boolean }) => {
      // What the files say beyond their provider is looked at by each job; a list of hundreds must not wait for that.
      const select = clusters ?? process.env.HAVEN_CLUSTERS;
      const files = await withProgress("Reading the cluster files", () => loadClusterFiles("clusters", { select }), { blocks: true });
      for (const notice of select ? [] : passedOver("clusters", files)) console.error(`note: ${notice}`);
      const problems = files.flatMap((file) => file.problems);
      if (problems.length > 0) throw new Misuse(problemWords(problems));
      const jobs = files.map(({ name, provider = "" }) => ({ cluster: name, provider }));
      const made = systems[system]?.(jobs) ?? {};
      // JSON is YAML as well. On one line, since it becomes a variable; GitLab's is a file.
      finish({ json: made, text: JSON.stringify(made, null, system === "gitlab" ? 2 : 0) }, json === undefined ? {} : { json });
    });
}

import { relative } from "node:path";
import { App } from "cdktf";
import type { Command } from "commander";
import { addStateStack, placeProblem, stateBackends, statePlaces } from "../stacks/state-places";
import type { ClusterFile } from "../lib/config";
import { finish, Misuse } from "./outcome";
import { withProgress } from "./progress";
import { projectClusters } from "./project-clusters";
import { subcommand } from "./subcommand";

interface StateOptions {
  readonly clusters?: string;
  readonly inside?: boolean;
  readonly region?: string;
  readonly json?: boolean;
}

/** Synthesizes a stack for each place that the cluster files keep their state in. */
export function stateCommand(): Command {
  return subcommand("state", [
    ["state", "as an app of cdktf: npx cdktf deploy --app 'npx haven-cdktf state' '*'"],
    ["state --inside", "after that: --app 'npx haven-cdktf state --inside' --migrate-state"],
  ])
    .option("--clusters <names>", "names of cluster files, with * for any text, separated by commas (default: HAVEN_CLUSTERS, or all)")
    .option("--inside", "keep the state of these stacks in the places that they made")
    .option("--region <name>", "where the place is, for a cluster on another cloud")
    .action(async ({ clusters, inside = false, region, json }: StateOptions) => {
      const { stacks, outdir } = await withProgress(
        "Reading the cluster files",
        () => synthesized(projectClusters(clusters).files, { inside, ...(region !== undefined && { region }) }),
        { blocks: true },
      );
      const text = `${stacks.join("\n")}\nwritten below ${relative(process.cwd(), outdir)}; the two steps are in docs/state.md`;
      finish({ json: { stacks }, text }, { ...(json !== undefined && { json }) });
    });
}

function synthesized(files: readonly ClusterFile[], options: { readonly inside: boolean; readonly region?: string }) {
  const places = statePlaces(files);
  if (places.length === 0)
    throw new Misuse(`no cluster file keeps its state in ${stateBackends.join(", ")}; see docs/state.md for the other kinds`);
  const app = new App();
  for (const place of places) {
    const missing = placeProblem(place, files) ?? addStateStack(app, place, options);
    if (missing !== undefined) throw new Misuse(`${place.stack} ${missing}`);
  }
  app.synth();
  return { stacks: places.map(({ stack }) => stack), outdir: app.outdir };
}

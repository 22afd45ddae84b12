import { formatProblems, type LocatedProblem } from "../lib/config";
import { type Clusters, loadClusters } from "../stacks/clusters";
import { Misuse } from "./outcome";

/** The cluster files of the project that this runs in, without a mistake in them. */
export function projectClusters(select = process.env.HAVEN_CLUSTERS): Clusters {
  const clusters = loadClusters("clusters", { select, upgrade: process.env.HAVEN_UPGRADE });
  for (const notice of clusters.notices) console.error(`note: ${notice}`);
  if (clusters.problems.length > 0) throw new Misuse(problemWords(clusters.problems));
  return clusters;
}

/** A list where there are several; what is wrong alone fits on a line, as every other error of a command does. */
export function problemWords(problems: readonly LocatedProblem[]): string {
  const lines = formatProblems(problems).split("\n");
  return problems.length === 1
    ? lines
        .slice(0, -1)
        .map((line) => line.trim())
        .join("; ")
    : ["the cluster files are wrong", ...lines].join("\n");
}

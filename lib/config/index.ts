export type { ClusterFile } from "./cluster-file";
export { formatProblems } from "./format-problems";
export { type LoadOptions, loadClusterFiles } from "./load-cluster-files";
export { passedOver } from "./passed-over";
export { firstProblems, type LocatedProblem } from "./located-problem";

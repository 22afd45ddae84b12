import { runClusters } from "./stacks/run-clusters";

runClusters();

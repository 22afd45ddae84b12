import { runClusters } from "./stacks/run-clusters";

void runClusters();

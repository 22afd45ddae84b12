export { type Clusters, loadClusters } from "./clusters";
export { runClusters } from "./run-clusters";

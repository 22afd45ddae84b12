import { runClusters } from "haven-cdktf/app";

runClusters();

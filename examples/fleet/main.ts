import { runClusters } from "haven-cdktf/app";

void runClusters();

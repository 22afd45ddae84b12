// Every file under clusters/ becomes a Terraform stack, and a part of one report. What a cluster is set to stands there, not here.
import { runClusters } from "haven-cdktf/app";

runClusters();

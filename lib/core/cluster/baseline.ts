import type { IConstruct } from "constructs";
import type { AppJson } from "../reading/app-json";
import type { BaselineEvidence } from "../reading/evidence";
import type { StackJson } from "../reading/terraform-json";
import type { HavenCluster, InClusterContract } from "./cluster";

/** The in-cluster part of a cluster, as the report reads it. */
export interface Baseline extends IConstruct {
  readonly cluster: HavenCluster;
  readonly contract: InClusterContract;
  /** Reads the proof for each check from the synthesized JSON of the stack that the baseline is in, and of the app around it. */
  readonly evidence: (stack: StackJson, app: AppJson) => BaselineEvidence;
}

// A symbol of the global registry, so that two copies of this library in one app still see each other's baselines.
const marker = Symbol.for("haven-cdktf/baseline");

/** Makes a baseline visible to the compliance report of the app it is in. */
export function registerBaseline(baseline: Baseline): void {
  Object.defineProperty(baseline, marker, { value: true });
}

export function isBaseline(construct: IConstruct): construct is Baseline {
  return marker in construct;
}

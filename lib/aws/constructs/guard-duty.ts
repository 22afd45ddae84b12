import { GuarddutyDetector } from "@cdktf/provider-aws/lib/guardduty-detector";
import { GuarddutyDetectorFeature } from "@cdktf/provider-aws/lib/guardduty-detector-feature";
import { Construct } from "constructs";
import type { AwsPartProps } from "../config/part";
import { beginPart } from "./part";

/** GuardDuty, which searches the audit log and the nodes for signs of an intruder. An account has one detector per region. */
export class AwsGuardDuty extends Construct {
  readonly detector: GuarddutyDetector;

  constructor(scope: Construct, id: string, props: AwsPartProps) {
    super(scope, id);
    beginPart(this, props);
    this.detector = new GuarddutyDetector(this, "Resource", { enable: true, tags: { ...props.tags } });
    new GuarddutyDetectorFeature(this, "audit-log", { detectorId: this.detector.id, name: "EKS_AUDIT_LOGS", status: "ENABLED" });
    new GuarddutyDetectorFeature(this, "nodes", {
      detectorId: this.detector.id,
      name: "RUNTIME_MONITORING",
      status: "ENABLED",
      // GuardDuty installs and updates its own agent in the cluster.
      additionalConfiguration: [{ name: "EKS_ADDON_MANAGEMENT", status: "ENABLED" }],
    });
  }
}

import type { BaselineConfig, BaselinePlacement } from "../lib/baseline/config";
import type { ComplianceConfig } from "../lib/compliance/config";
import type { Backend } from "../lib/core/terraform/backend";

/** What every provider's stack takes beside the cluster. Plain data: a YAML file may hold all of it. */
export interface StackProps extends StackSettings, BaselineConfig {}

/** What concerns the stack itself, and neither the cluster nor what runs inside it. */
export interface StackSettings {
  /** Where Terraform keeps its state. @default a local file, which only one person can work with */
  readonly backend?: Backend;

  /** Where what runs inside the cluster is kept. @default in the same stack */
  readonly baseline?: BaselinePlacement;

  /** Which outcomes of the prediction refuse this stack, and who answers for deviations. @default nothing is refused */
  readonly compliance?: ComplianceConfig;
}

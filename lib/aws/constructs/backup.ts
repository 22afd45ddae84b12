import { BackupPlan } from "@cdktf/provider-aws/lib/backup-plan";
import { BackupSelection } from "@cdktf/provider-aws/lib/backup-selection";
import { BackupVault } from "@cdktf/provider-aws/lib/backup-vault";
import { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import type { AwsBackupConfig } from "../config/backup";
import type { AwsPartProps } from "../config/part";
import { makeRole, trustService } from "./iam";
import { beginPart } from "./part";

/** Settings of AWS Backup, and the resources that it backs up. */
export interface AwsBackupProps extends AwsPartProps, AwsBackupConfig {
  /** ARNs of the resources to back up. */
  readonly resourceArns: readonly string[];
  /** ARN of your own key. @default AWS Backup's own key */
  readonly storageKeyArn?: string;
  /** Whether Terraform refuses to destroy the vault. */
  readonly preventDestroy: boolean;
}

/** Nightly backups by AWS Backup. The alternative is the baseline's Velero, which is the same on every provider. */
export class AwsBackup extends Construct {
  readonly vault: BackupVault;

  constructor(scope: Construct, id: string, props: AwsBackupProps) {
    super(scope, id);
    beginPart(this, props, { under: "backup" });
    const { name, retentionDays = 35 } = props;
    const tags = { ...props.tags };
    this.vault = new BackupVault(this, "Resource", {
      name: resourceName(name, undefined, 50),
      kmsKeyArn: props.storageKeyArn,
      tags,
      lifecycle: { preventDestroy: props.preventDestroy },
    });
    const plan = new BackupPlan(this, "plan", {
      name: resourceName(name, undefined, 50),
      rule: [
        {
          ruleName: "nightly",
          targetVaultName: this.vault.name,
          // 03:00 UTC, when the load is lowest.
          schedule: "cron(0 3 * * ? *)",
          lifecycle: { deleteAfter: retentionDays },
          recoveryPointTags: tags,
        },
      ],
      tags,
    });
    const { role, ready } = makeRole(
      this,
      "backup",
      trustService("backup"),
      { managed: ["service-role/AWSBackupServiceRolePolicyForBackup"] },
      props,
    );
    new BackupSelection(this, "selection", {
      name: resourceName(name, undefined, 50),
      planId: plan.id,
      iamRoleArn: role.arn,
      resources: [...props.resourceArns],
      dependsOn: [...ready],
    });
  }
}

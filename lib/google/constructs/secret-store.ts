import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterSecretStore } from "../../core/cluster/platform";
import type { WorkloadIdentity } from "../../core/cluster/workload-identity";
import type { GoogleSecretStoreConfig } from "../config/secret-store";
import { beginPart } from "./part";
import { type GoogleWorkloadProps, workloadIdentity } from "./workload-identity";

/** Settings of the store of secrets, and what external-secrets needs to read it. */
export interface GoogleSecretStoreProps extends GoogleWorkloadProps, GoogleSecretStoreConfig {
  readonly projectNumber: string;
}

/** The right to read secrets with a certain name, for external-secrets alone. */
export class GoogleSecretStore extends Construct implements ClusterSecretStore {
  readonly identity: WorkloadIdentity;
  readonly provider: ClusterSecretStore["provider"];
  readonly ready: readonly ITerraformDependable[];

  constructor(scope: Construct, id: string, props: GoogleSecretStoreProps) {
    super(scope, id);
    beginPart(this, props, { under: "secretStore" });
    const { prefix, projectId, projectNumber } = props;
    const { workload, account, ready } = workloadIdentity(this, "secrets", props);
    const rights = new ProjectIamMember(this, "secrets-read", {
      project: projectId,
      role: "roles/secretmanager.secretAccessor",
      member: account.member,
      condition: {
        title: `Secrets that begin with ${prefix}`,
        // Secret Manager knows projects by their number.
        expression: `resource.name.startsWith("projects/${projectNumber}/secrets/${prefix}")`,
      },
    });
    this.identity = workload;
    // Without a login of its own it logs in as its pod does.
    this.provider = { gcpsm: { projectID: projectId } };
    this.ready = [...ready, rights];
  }
}

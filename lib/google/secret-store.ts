import { ProjectIamMember } from "@cdktf/provider-google/lib/project-iam-member";
import type { ITerraformDependable } from "cdktf";
import { Construct } from "constructs";
import type { ClusterSecretStore } from "../core/cluster";
import { type Problem, problemsIn, rejectProblems } from "../core/errors";
import type { Incomplete } from "../core/incomplete";
import { literals } from "../core/literals";
import type { WorkloadIdentity } from "../core/storage";
import { requireGoogle } from "./provider";
import { type GoogleWorkloadProps, workloadIdentity } from "./workload-identity";

export interface GoogleSecretStoreConfig {
  /** Start of the names of the secrets in the project's Secret Manager that external-secrets may read, for example `zaken-production-`. */
  readonly prefix: string;
}

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
    rejectProblems(this.node.path, problemsIn("secretStore", secretStoreProblems(props)));
    requireGoogle(this);
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

export function secretStoreProblems(given: Incomplete<GoogleSecretStoreConfig>): Problem[] {
  const { prefix } = literals<GoogleSecretStoreConfig>(given);
  if (prefix === undefined || /^[\w-]{3,200}$/.test(prefix)) return [];
  // Of an empty or a short one nobody can tell which secrets it opens.
  return [
    { path: "secretStore.prefix", message: `"${prefix}" is not the start of a name such as zaken-production-, at least 3 characters` },
  ];
}

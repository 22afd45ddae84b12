import { GoogleProvider } from "@cdktf/provider-google/lib/provider";
import { StorageBucket } from "@cdktf/provider-google/lib/storage-bucket";
import { StorageBucketIamMember } from "@cdktf/provider-google/lib/storage-bucket-iam-member";
import { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import type { GcsBackendConfig } from "../lib/core/terraform/backend";
import { hash } from "../lib/core/cluster/names";
import { requireGoogle } from "../lib/google/constructs/required-provider";
import { leastVersions, type StateStackProps, useOwnBackend, versionDays } from "./state-stack";

export interface GoogleStateStackProps extends StateStackProps<GcsBackendConfig> {
  readonly region: string;
  /** @default that of who runs Terraform */
  readonly projectId?: string;
  /** Who plans and applies: `group:…`, `serviceAccount:…`, `principalSet://…`. */
  readonly members: readonly string[];
}

/** A bucket for Terraform's state: versions, no public access, protected against deletion. Google encrypts by itself. */
export class GoogleStateStack extends TerraformStack {
  constructor(scope: Construct, id: string, props: GoogleStateStackProps) {
    super(scope, id);
    const { backend, region, projectId: project } = props;
    useOwnBackend(this, props);
    requireGoogle(this);
    new GoogleProvider(this, "google", { ...(project !== undefined && { project }), region });
    const bucket = new StorageBucket(this, "bucket", {
      name: backend.bucket,
      // Google answers in capitals, and the provider compares.
      location: region.toUpperCase(),
      storageClass: "STANDARD",
      uniformBucketLevelAccess: true,
      publicAccessPrevention: "enforced",
      versioning: { enabled: true },
      softDeletePolicy: { retentionDurationSeconds: versionDays * 86_400 },
      lifecycleRule: [
        {
          action: { type: "Delete" },
          condition: { daysSinceNoncurrentTime: versionDays, numNewerVersions: leastVersions, withState: "ARCHIVED" },
        },
      ],
      labels: { ...props.tags },
      lifecycle: { preventDestroy: true },
    });
    for (const member of props.members) {
      new StorageBucketIamMember(this, `access-${hash(member, 8)}`, { bucket: bucket.name, role: "roles/storage.objectUser", member });
    }
  }
}

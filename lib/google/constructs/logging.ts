import { LoggingProjectBucketConfig } from "@cdktf/provider-google/lib/logging-project-bucket-config";
import { LoggingProjectExclusion } from "@cdktf/provider-google/lib/logging-project-exclusion";
import { LoggingProjectSink } from "@cdktf/provider-google/lib/logging-project-sink";
import { ProjectIamAuditConfig } from "@cdktf/provider-google/lib/project-iam-audit-config";
import { Construct } from "constructs";
import { resourceName } from "../../core/cluster/names";
import { googleDefaults } from "../config/defaults";
import type { GoogleLoggingConfig } from "../config/logging";
import type { GooglePartProps } from "../config/part";
import { beginPart } from "./part";

/** Settings and surroundings of the control plane's logs. */
export interface GoogleLoggingProps extends GooglePartProps, GoogleLoggingConfig {
  /** @default false */
  readonly preventDestroy?: boolean;
}

/** What Cloud Logging calls the sources of a cluster's logs; Kubernetes' audit events are among those of `k8s_cluster`. */
export const logSources = [
  "gke_cluster",
  "gke_nodepool",
  "k8s_cluster",
  "k8s_control_plane_component",
  "k8s_node",
  "k8s_pod",
  "k8s_container",
] as const;

/** Everything that one cluster writes, and Google about it. */
export function logFilter(name: string, region: string): string {
  const sources = logSources.map((source) => `"${source}"`).join(" OR ");
  return `resource.type=(${sources}) AND resource.labels.cluster_name="${name}" AND resource.labels.location="${region}"`;
}

/**
 * Where the control plane's logs go: a log bucket in the cluster's region that keeps them for half a year. The project's own buckets are
 * global, unless the organisation says otherwise.
 *
 * @haven HX-audit-log-retention
 */
export class GoogleLogging extends Construct {
  readonly bucket: LoggingProjectBucketConfig;
  readonly sink: LoggingProjectSink;
  /** What is sent, in Cloud Logging's words. */
  readonly filter: string;

  constructor(scope: Construct, id: string, props: GoogleLoggingProps) {
    super(scope, id);
    beginPart(this, props, { under: "logging" });
    const { name, region, projectId: project, preventDestroy = false } = props;
    this.filter = logFilter(name, region);
    this.bucket = new LoggingProjectBucketConfig(this, "Resource", {
      project,
      location: region,
      bucketId: resourceName(name, "logs", 100),
      description: `Logs of the cluster ${name} and of its control plane`,
      retentionDays: props.retentionDays ?? googleDefaults.auditRetentionDays,
      locked: props.locked ?? false,
      lifecycle: { preventDestroy },
    });
    this.sink = new LoggingProjectSink(this, "sink", {
      name: resourceName(name, "logs", 100),
      project,
      destination: `logging.googleapis.com/${this.bucket.id}`,
      filter: this.filter,
      uniqueWriterIdentity: true,
    });
    // The same lines would be in the project's default bucket too, which is global.
    new LoggingProjectExclusion(this, "default-bucket", {
      name: resourceName(name, "logs", 100),
      description: `Kept in ${region}`,
      project,
      filter: this.filter,
      dependsOn: [this.sink],
    });
    if (props.auditReads) {
      new ProjectIamAuditConfig(this, "reads", {
        project,
        service: "container.googleapis.com",
        auditLogConfig: ["ADMIN_READ", "DATA_READ", "DATA_WRITE"].map((logType) => ({ logType })),
      });
    }
  }
}

/** GKE's words for what a cluster writes. In this order, which GKE answers with: another is a change in every plan. */
export function clusterLogs({ containerLogs, managedPrometheus }: GoogleLoggingConfig) {
  return {
    loggingConfig: {
      enableComponents: [
        "SYSTEM_COMPONENTS",
        "APISERVER",
        "CONTROLLER_MANAGER",
        "SCHEDULER",
        // The baseline collects these itself.
        ...(containerLogs ? ["WORKLOADS"] : []),
      ],
    },
    // GKE switches Prometheus on where nothing is said of it.
    monitoringConfig: { enableComponents: ["SYSTEM_COMPONENTS"], managedPrometheus: { enabled: managedPrometheus ?? false } },
  };
}

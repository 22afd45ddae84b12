import { googleCluster } from "../support/google";

test("the control plane's logs stay half a year in the region, and not in the project's global bucket too", () => {
  const { resource } = googleCluster();
  const { filter } = resource("google_logging_project_sink");

  expect(resource("google_logging_project_bucket_config")).toMatchObject({ location: "europe-west4", retention_days: 183, locked: false });
  expect(String(resource("google_logging_project_sink").destination)).toMatch(
    /^logging\.googleapis\.com\/\$\{google_logging_project_bucket_config\.\w+\.id\}$/,
  );
  expect(filter).toContain('resource.labels.cluster_name="zaken" AND resource.labels.location="europe-west4"');
  expect(filter).toContain('"k8s_cluster"');
  expect(resource("google_logging_project_exclusion").filter).toBe(filter);
});

test("what leaves the cluster is the platform's, in the order that GKE answers with", () => {
  const sent = (logging?: object) => {
    const { logging_config, monitoring_config } = googleCluster({ ...(logging && { logging }) }).resource("google_container_cluster");
    return { logging_config, monitoring_config };
  };
  const components = ["SYSTEM_COMPONENTS", "APISERVER", "CONTROLLER_MANAGER", "SCHEDULER"];

  expect(sent()).toEqual({
    logging_config: { enable_components: components },
    monitoring_config: { enable_components: ["SYSTEM_COMPONENTS"], managed_prometheus: { enabled: false } },
  });
  expect(sent({ containerLogs: true, managedPrometheus: true })).toMatchObject({
    logging_config: { enable_components: [...components, "WORKLOADS"] },
    monitoring_config: { managed_prometheus: { enabled: true } },
  });
});

test("a longer time, a lock and audit events of reads are for who asks", () => {
  const { resource, resources } = googleCluster({ logging: { retentionDays: 400, locked: true, auditReads: true } });

  expect(resource("google_logging_project_bucket_config")).toMatchObject({ retention_days: 400, locked: true });
  expect(resource("google_project_iam_audit_config")).toMatchObject({ service: "container.googleapis.com" });
  expect(googleCluster().resources("google_project_iam_audit_config")).toEqual([]);
  expect(resources("google_logging_project_sink")).toHaveLength(1);
});

test("a shorter time than half a year is a finding", () => {
  expect(googleCluster({ logging: { retentionDays: 30 } }).findings.failed).toContain("HX-audit-log-retention");
});

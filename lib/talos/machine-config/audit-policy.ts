/** Requests that say nothing about who did what: a node and the control plane itself make most of them. */
const noise = [
  {
    level: "None",
    users: ["system:kube-scheduler", "system:kube-controller-manager", "system:apiserver"],
    verbs: ["get", "list", "watch"],
  },
  { level: "None", userGroups: ["system:nodes"], verbs: ["get", "list", "watch"] },
  { level: "None", resources: [{ group: "coordination.k8s.io", resources: ["leases"] }] },
  { level: "None", nonResourceURLs: ["/healthz*", "/livez*", "/readyz*", "/version", "/metrics"] },
];

/**
 * What the API server writes down: who asked for what and when, and never a body, which may be a Secret.
 *
 * @haven HX-audit-log-retention
 */
export const auditPolicy = {
  apiVersion: "audit.k8s.io/v1",
  kind: "Policy",
  omitStages: ["RequestReceived"],
  rules: [...noise, { level: "Metadata" }],
};

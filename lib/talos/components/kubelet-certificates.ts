import type { BaselineContext } from "../../core/cluster/cluster";
import type { BaselineComponent, KubernetesObject } from "../../core/cluster/component";
import { images } from "./charts";

const namespace = "haven-kubelet-certificates";

const name = "kubelet-certificates";

const labels = { "app.kubernetes.io/name": name };

/** Signs for the certificates that kubelets ask for, so that metrics-server can tell a kubelet from a stranger. */
export function kubeletCertificates({ mirror }: BaselineContext): BaselineComponent {
  return {
    name,
    namespace: { name: namespace, podSecurity: "restricted" },
    releases: [{ name, manifests: { ...rights(), approver: approver(`${mirror ?? "ghcr.io"}/${images.certificateApprover}`) } }],
    traffic: [{ direction: "out", peer: "anyone", ports: [443, 6443], reason: "the API server" }],
  };
}

function rights(): Record<string, KubernetesObject> {
  const subjects = [{ kind: "ServiceAccount", name, namespace }];
  const rbac = "rbac.authorization.k8s.io";
  const rule = (apiGroup: string, resources: string[], verbs: string[], resourceNames?: string[]) => ({
    apiGroups: [apiGroup],
    resources,
    verbs,
    ...(resourceNames && { resourceNames }),
  });
  return {
    account: { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } },
    role: {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRole",
      metadata: { name: `haven-${name}` },
      rules: [
        rule("certificates.k8s.io", ["certificatesigningrequests"], ["get", "list", "watch"]),
        rule("certificates.k8s.io", ["certificatesigningrequests/approval"], ["update"]),
        rule("certificates.k8s.io", ["signers"], ["approve"], ["kubernetes.io/kubelet-serving"]),
        rule("authorization.k8s.io", ["subjectaccessreviews"], ["create"]),
        rule("", ["events"], ["create", "patch"]),
      ],
    },
    binding: {
      apiVersion: `${rbac}/v1`,
      kind: "ClusterRoleBinding",
      metadata: { name: `haven-${name}` },
      roleRef: { apiGroup: rbac, kind: "ClusterRole", name: `haven-${name}` },
      subjects,
    },
  };
}

function approver(from: string): KubernetesObject {
  const probe = (path: string) => ({ httpGet: { path, port: "health" } });
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name, namespace, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          priorityClassName: "system-cluster-critical",
          securityContext: { runAsUser: 65534, runAsGroup: 65534, runAsNonRoot: true, seccompProfile: { type: "RuntimeDefault" } },
          containers: [
            {
              name: "approver",
              image: from,
              args: ["serve"],
              env: [{ name: "NAMESPACE", valueFrom: { fieldRef: { fieldPath: "metadata.namespace" } } }],
              ports: [{ containerPort: 8080, name: "health" }],
              livenessProbe: probe("/healthz"),
              readinessProbe: probe("/readyz"),
              resources: { requests: { cpu: "10m", memory: "16Mi" }, limits: { memory: "64Mi" } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ["ALL"] },
              },
            },
          ],
        },
      },
    },
  };
}

import type { BaselineContext } from "../../core/cluster/cluster";
import type { BaselineComponent, KubernetesObject } from "../../core/cluster/component";
import type { VsphereHavenClusterProps } from "../config/cluster";
import { blockDriver } from "../config/storage";
import { images } from "./charts";
import { csiConfig } from "./csi-config";
import { configSecret, controller, controllerBudget, controllerPods, featureStates, namespace, node, nodePods } from "./csi-pods";

/**
 * The driver that makes disks in vSphere for claims. Its makers publish no chart (csi issue 1025), so the objects are written here as the
 * manifests of a release have them.
 */
export function vsphereCsi(props: VsphereHavenClusterProps, { mirror }: BaselineContext): BaselineComponent {
  const from = (image: keyof typeof images) => `${mirror ?? "registry.k8s.io"}/${images[image]}`;
  const { caCertificate } = props.vcenter;
  const topology = props.storage.volumes?.topology !== undefined;
  return {
    name: "disks",
    namespace: {
      name: namespace,
      podSecurity: "privileged",
      reason: "the driver mounts disks for the pods of its node; the Pod Security Standards allow that to nothing below privileged",
    },
    secrets: { [configSecret]: (read) => ({ "csi-vsphere.conf": csiConfig(props, read) }) },
    releases: [
      {
        name: "vsphere-csi",
        manifests: {
          driver: {
            apiVersion: "storage.k8s.io/v1",
            kind: "CSIDriver",
            metadata: { name: blockDriver },
            spec: { attachRequired: true, podInfoOnMount: false },
          },
          features: {
            apiVersion: "v1",
            kind: "ConfigMap",
            metadata: { name: featureStates, namespace },
            data: { "trigger-csi-fullsync": "false", "pv-to-backingdiskobjectid-mapping": "false" },
          },
          ...(caCertificate !== undefined && {
            authority: {
              apiVersion: "v1",
              kind: "ConfigMap",
              metadata: { name: "vcenter-ca", namespace },
              data: { "ca.crt": caCertificate },
            },
          }),
          ...rights(),
          controller: controllerPods(from, caCertificate !== undefined, topology),
          nodes: nodePods(from),
          budget: controllerBudget,
        },
      },
    ],
    traffic: [{ direction: "out", peer: "anyone", ports: [443, 6443], reason: "the API server, and vCenter" }],
    metrics: [2112, 2113],
  };
}

function rights(): Record<string, KubernetesObject> {
  const rbac = "rbac.authorization.k8s.io";
  const rule = (apiGroup: string, resources: string[], verbs: string[]) => ({ apiGroups: [apiGroup], resources, verbs });
  const read = ["get", "list", "watch"];
  const roles = {
    [controller]: [
      rule("", ["nodes", "pods"], read),
      rule("", ["configmaps"], [...read, "create"]),
      rule("", ["persistentvolumeclaims"], [...read, "update"]),
      rule("", ["persistentvolumeclaims/status"], ["patch"]),
      rule("", ["persistentvolumes"], [...read, "create", "update", "delete", "patch"]),
      rule("", ["events"], [...read, "create", "update", "patch"]),
      rule("coordination.k8s.io", ["leases"], [...read, "create", "update", "delete"]),
      rule("storage.k8s.io", ["storageclasses", "csinodes"], read),
      rule("storage.k8s.io", ["volumeattachments"], [...read, "patch"]),
      rule("storage.k8s.io", ["volumeattachments/status"], ["patch"]),
      // The driver brings types of its own, for what it is doing.
      rule("apiextensions.k8s.io", ["customresourcedefinitions"], ["get", "create", "update"]),
      rule("cns.vmware.com", ["triggercsifullsyncs", "csinodetopologies"], [...read, "create", "update"]),
      rule(
        "cns.vmware.com",
        ["cnsvspherevolumemigrations", "cnsvolumeinfoes", "cnsvolumeoperationrequests"],
        [...read, "create", "update", "delete"],
      ),
    ],
    [node]: [rule("cns.vmware.com", ["csinodetopologies"], ["create", "watch", "get", "patch"]), rule("", ["nodes"], ["get"])],
  };
  return {
    ...Object.fromEntries(
      Object.entries(roles).flatMap(([name, rules]): [string, KubernetesObject][] => [
        [`account-${name}`, { apiVersion: "v1", kind: "ServiceAccount", metadata: { name, namespace } }],
        [`role-${name}`, { apiVersion: `${rbac}/v1`, kind: "ClusterRole", metadata: { name: `haven-${name}` }, rules }],
        [
          `binding-${name}`,
          {
            apiVersion: `${rbac}/v1`,
            kind: "ClusterRoleBinding",
            metadata: { name: `haven-${name}` },
            roleRef: { apiGroup: rbac, kind: "ClusterRole", name: `haven-${name}` },
            subjects: [{ kind: "ServiceAccount", name, namespace }],
          },
        ],
      ]),
    ),
    "node-settings": {
      apiVersion: `${rbac}/v1`,
      kind: "Role",
      metadata: { name: node, namespace },
      rules: [rule("", ["configmaps"], read)],
    },
    "node-settings-binding": {
      apiVersion: `${rbac}/v1`,
      kind: "RoleBinding",
      metadata: { name: node, namespace },
      roleRef: { apiGroup: rbac, kind: "Role", name: node },
      subjects: [{ kind: "ServiceAccount", name: node, namespace }],
    },
  };
}

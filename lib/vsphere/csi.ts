import type { BaselineComponent, BaselineContext, KubernetesObject } from "../core/component";
import { images } from "./charts";
import { caFile, csiConfig } from "./csi-config";
import type { VsphereHavenClusterProps } from "./haven-cluster";
import { blockDriver } from "./storage";

/** The driver looks for its settings and its leader in this namespace, so it keeps the name that its makers gave it. */
const namespace = "vmware-system-csi";
const configSecret = "vsphere-config-secret";
const featureStates = "internal-feature-states.csi.vsphere.vmware.com";
const controller = "vsphere-csi-controller";
const node = "vsphere-csi-node";
const plugin = `/var/lib/kubelet/plugins/${blockDriver}`;

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

type From = (image: keyof typeof images) => string;

const values = (variables: Readonly<Record<string, string>>) => Object.entries(variables).map(([name, value]) => ({ name, value }));
const field = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });
const socket = [{ name: "socket", mountPath: "/csi" }];
const healthz = { httpGet: { path: "/healthz", port: "healthz" }, initialDelaySeconds: 30, timeoutSeconds: 10, periodSeconds: 180 };
const states = [`--fss-name=${featureStates}`, `--fss-namespace=${namespace}`];

/** Three over the hosts, of which one leads. */
function controllerPods(from: From, hasCa: boolean, topology: boolean): KubernetesObject {
  const labels = { app: controller };
  const leader = ["--leader-election", "--leader-election-lease-duration=120s", "--leader-election-renew-deadline=60s"];
  const sidecar = (name: string, image: keyof typeof images, args: readonly string[]) => ({
    name,
    image: from(image),
    args: ["--v=4", "--timeout=300s", "--csi-address=/csi/csi.sock", "--leader-election-retry-period=30s", ...leader, ...args],
    volumeMounts: socket,
  });
  const settings = [
    { name: "settings", mountPath: "/etc/cloud", readOnly: true },
    ...(hasCa ? [{ name: "authority", mountPath: caFile.replace(/\/[^/]+$/, ""), readOnly: true }] : []),
  ];
  const client = {
    VSPHERE_CSI_CONFIG: "/etc/cloud/csi-vsphere.conf",
    LOGGER_LEVEL: "PRODUCTION",
    INCLUSTER_CLIENT_QPS: "100",
    INCLUSTER_CLIENT_BURST: "100",
  };
  const securityContext = { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532 };
  return {
    apiVersion: "apps/v1",
    kind: "Deployment",
    metadata: { name: controller, namespace, labels },
    spec: {
      replicas: 3,
      strategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1, maxSurge: 0 } },
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: controller,
          priorityClassName: "system-cluster-critical",
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: "topology.kubernetes.io/zone",
              whenUnsatisfiable: "ScheduleAnyway",
              labelSelector: { matchLabels: labels },
            },
          ],
          // With the account for vCenter, so beside no application.
          nodeSelector: { "node-role.kubernetes.io/control-plane": "" },
          tolerations: [{ key: "node-role.kubernetes.io/control-plane", operator: "Exists", effect: "NoSchedule" }],
          containers: [
            {
              name: "driver",
              image: from("driver"),
              args: [...states, "--enable-profile-server=false"],
              env: [
                ...values({
                  ...client,
                  CSI_ENDPOINT: "unix:///csi/csi.sock",
                  X_CSI_MODE: "controller",
                  X_CSI_SPEC_DISABLE_LEN_CHECK: "true",
                  X_CSI_SERIAL_VOL_ACCESS_TIMEOUT: "3m",
                }),
                field("CSI_NAMESPACE", "metadata.namespace"),
              ],
              ports: [
                { name: "healthz", containerPort: 9808 },
                { name: "metrics", containerPort: 2112 },
              ],
              livenessProbe: healthz,
              securityContext,
              volumeMounts: [...socket, ...settings],
            },
            {
              name: "syncer",
              image: from("syncer"),
              args: [
                ...states,
                "--enable-profile-server=false",
                "--leader-election",
                "--leader-election-lease-duration=30s",
                "--leader-election-renew-deadline=20s",
                "--leader-election-retry-period=10s",
              ],
              env: [...values({ ...client, FULL_SYNC_INTERVAL_MINUTES: "30" }), field("CSI_NAMESPACE", "metadata.namespace")],
              ports: [{ name: "syncer", containerPort: 2113 }],
              securityContext,
              volumeMounts: settings,
            },
            sidecar("attacher", "attacher", ["--worker-threads=100"]),
            sidecar("resizer", "resizer", ["--handle-volume-inuse-error=false"]),
            sidecar("provisioner", "provisioner", [
              "--default-fstype=ext4",
              ...(topology ? ["--feature-gates=Topology=true", "--strict-topology"] : []),
            ]),
            { name: "liveness", image: from("liveness"), args: ["--v=4", "--csi-address=/csi/csi.sock"], volumeMounts: socket },
          ],
          volumes: [
            { name: "socket", emptyDir: {} },
            { name: "settings", secret: { secretName: configSecret } },
            ...(hasCa ? [{ name: "authority", configMap: { name: "vcenter-ca" } }] : []),
          ],
        },
      },
    },
  };
}

function nodePods(from: From): KubernetesObject {
  const labels = { app: node };
  const host = {
    plugin,
    kubelet: "/var/lib/kubelet",
    registration: "/var/lib/kubelet/plugins_registry",
    devices: "/dev",
    blocks: "/sys/block",
    "sys-devices": "/sys/devices",
  };
  const mount = (name: keyof typeof host, mountPath: string = host[name]) => ({ name, mountPath });
  return {
    apiVersion: "apps/v1",
    kind: "DaemonSet",
    metadata: { name: node, namespace, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 1 } },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: node,
          priorityClassName: "system-node-critical",
          hostNetwork: true,
          dnsPolicy: "ClusterFirstWithHostNet",
          tolerations: [{ operator: "Exists" }],
          containers: [
            {
              name: "registrar",
              image: from("registrar"),
              args: ["--v=4", "--csi-address=/csi/csi.sock", `--kubelet-registration-path=${plugin}/csi.sock`],
              volumeMounts: [mount("plugin", "/csi"), mount("registration", "/registration")],
            },
            {
              name: "driver",
              image: from("driver"),
              args: states,
              env: [
                ...values({
                  CSI_ENDPOINT: "unix:///csi/csi.sock",
                  X_CSI_MODE: "node",
                  X_CSI_SPEC_REQ_VALIDATION: "false",
                  X_CSI_SPEC_DISABLE_LEN_CHECK: "true",
                  LOGGER_LEVEL: "PRODUCTION",
                  NODEGETINFO_WATCH_TIMEOUT_MINUTES: "1",
                }),
                field("NODE_NAME", "spec.nodeName"),
                field("CSI_NAMESPACE", "metadata.namespace"),
              ],
              ports: [{ name: "healthz", containerPort: 9808 }],
              livenessProbe: { ...healthz, initialDelaySeconds: 10, timeoutSeconds: 5, periodSeconds: 5 },
              securityContext: { privileged: true, allowPrivilegeEscalation: true, capabilities: { add: ["SYS_ADMIN"] } },
              volumeMounts: [
                mount("plugin", "/csi"),
                // What is mounted in the container must be seen by the kubelet.
                { ...mount("kubelet"), mountPropagation: "Bidirectional" },
                mount("devices"),
                mount("blocks"),
                mount("sys-devices"),
              ],
            },
            {
              name: "liveness",
              image: from("liveness"),
              args: ["--v=4", "--csi-address=/csi/csi.sock"],
              volumeMounts: [mount("plugin", "/csi")],
            },
          ],
          volumes: Object.entries(host).map(([name, path]) => ({
            name,
            hostPath: { path, ...(name === "plugin" && { type: "DirectoryOrCreate" }) },
          })),
        },
      },
    },
  };
}

import type { KubernetesObject } from "../../core/cluster/component";
import { blockDriver } from "../config/storage";
import type { images } from "./charts";
import { caFile } from "./csi-config";

/** The driver looks for its settings and its leader in this namespace, so it keeps the name that its makers gave it. */
export const namespace = "vmware-system-csi";

export const configSecret = "vsphere-config-secret";

export const featureStates = "internal-feature-states.csi.vsphere.vmware.com";

export const controller = "vsphere-csi-controller";

export const node = "vsphere-csi-node";

const plugin = `/var/lib/kubelet/plugins/${blockDriver}`;

type From = (image: keyof typeof images) => string;

const values = (variables: Readonly<Record<string, string>>) => Object.entries(variables).map(([name, value]) => ({ name, value }));

const field = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });

const socket = [{ name: "socket", mountPath: "/csi" }];

const healthz = { httpGet: { path: "/healthz", port: "healthz" }, initialDelaySeconds: 30, timeoutSeconds: 10, periodSeconds: 180 };

const states = [`--fss-name=${featureStates}`, `--fss-namespace=${namespace}`];

/** No container but the one that mounts needs more rights than it starts with. */
const confined = { allowPrivilegeEscalation: false };

/** Not limited: the syncer and the driver hold every volume of the cluster in memory, however many there are. */
const requests = (cpu: string, memory: string) => ({ resources: { requests: { cpu, memory } } });

/** One controller at a time may be drained; another one then leads. */
export const controllerBudget: KubernetesObject = {
  apiVersion: "policy/v1",
  kind: "PodDisruptionBudget",
  metadata: { name: controller, namespace },
  spec: { maxUnavailable: 1, selector: { matchLabels: { app: controller } } },
};

/** Three over the hosts, of which one leads. */
export function controllerPods(from: From, hasCa: boolean, topology: boolean): KubernetesObject {
  const labels = { app: controller };
  const leader = ["--leader-election", "--leader-election-lease-duration=120s", "--leader-election-renew-deadline=60s"];
  const sidecar = (name: string, image: keyof typeof images, args: readonly string[]) => ({
    name,
    image: from(image),
    args: ["--v=4", "--timeout=300s", "--csi-address=/csi/csi.sock", "--leader-election-retry-period=30s", ...leader, ...args],
    securityContext: confined,
    ...requests("10m", "32Mi"),
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
  const securityContext = { runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, ...confined };
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
          securityContext: { seccompProfile: { type: "RuntimeDefault" } },
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
              ...requests("50m", "128Mi"),
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
              ...requests("50m", "128Mi"),
              volumeMounts: settings,
            },
            sidecar("attacher", "attacher", ["--worker-threads=100"]),
            sidecar("resizer", "resizer", ["--handle-volume-inuse-error=false"]),
            sidecar("provisioner", "provisioner", [
              "--default-fstype=ext4",
              ...(topology ? ["--feature-gates=Topology=true", "--strict-topology"] : []),
            ]),
            {
              name: "liveness",
              image: from("liveness"),
              args: ["--v=4", "--csi-address=/csi/csi.sock"],
              securityContext: confined,
              ...requests("10m", "32Mi"),
              volumeMounts: socket,
            },
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

export function nodePods(from: From): KubernetesObject {
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
              securityContext: confined,
              ...requests("10m", "32Mi"),
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
              ...requests("20m", "64Mi"),
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
              securityContext: confined,
              ...requests("10m", "32Mi"),
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

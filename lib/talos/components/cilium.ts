import type { BaselineContext } from "../../core/cluster/cluster";
import type { BaselineComponent, KubernetesObject } from "../../core/cluster/component";
import { charts } from "./charts";
import { apiEndpoint, type TalosAccess } from "../config/access";
import type { TalosNetworkConfig } from "../config/network";
import type { TalosConfig } from "../config/talos";
import type { MachineZone } from "../config/placement";

/** Settings of a cluster that its network plugin needs. */
export interface CiliumConfig {
  readonly network: TalosNetworkConfig;
  readonly zones: readonly MachineZone[];
  readonly access: Pick<TalosAccess, "endpoint">;
  readonly talos?: TalosConfig;
}

/** What Talos lets a container have: SYS_MODULE, which the chart asks for, is not among it. */
const capabilities = {
  ciliumAgent: [
    "CHOWN",
    "KILL",
    "NET_ADMIN",
    "NET_RAW",
    "IPC_LOCK",
    "SYS_ADMIN",
    "SYS_RESOURCE",
    "DAC_OVERRIDE",
    "FOWNER",
    "SETGID",
    "SETUID",
  ],
  cleanCiliumState: ["NET_ADMIN", "SYS_ADMIN", "SYS_RESOURCE"],
};

/** The network: pods, services instead of kube-proxy, policies, and the addresses of load balancers. Nodes are ready with it only. */
export function cilium(props: CiliumConfig, { mirror }: BaselineContext): BaselineComponent {
  const { network, access, talos = {} } = props;
  const { protocol = "vxlan", port } = network.tunnel ?? {};
  const api = new URL(apiEndpoint(access, network.virtualIp));
  // Talos' own balancer knows every machine of the control plane only with discovery.
  const [k8sServiceHost, k8sServicePort] =
    (talos.discovery?.mode ?? "none") === "none" ? [api.hostname, Number(api.port || 443)] : ["localhost", 7445];
  return {
    name: "network",
    namespace: {
      name: "haven-network",
      podSecurity: "privileged",
      reason: "Cilium programs the kernel of each node; the Pod Security Standards allow that to nothing below privileged",
    },
    releases: [
      {
        name: "cilium",
        chart: charts.cilium,
        values: {
          ipam: { mode: "kubernetes" },
          kubeProxyReplacement: true,
          k8sServiceHost,
          k8sServicePort,
          tunnelProtocol: protocol,
          ...(port !== undefined && { tunnelPort: port }),
          l2announcements: { enabled: true },
          // Each announced Service is a lease that is renewed every few seconds.
          k8sClientRateLimit: { qps: 20, burst: 40 },
          // Talos has mounted both.
          cgroup: { autoMount: { enabled: false }, hostRoot: "/sys/fs/cgroup" },
          securityContext: { capabilities },
          // A drain takes one at a time.
          operator: {
            replicas: 2,
            podDisruptionBudget: { enabled: true, maxUnavailable: 1 },
            ...(mirror !== undefined && { image: { repository: `${mirror}/cilium/operator` } }),
          },
          hubble: { enabled: false },
          ...(mirror !== undefined && {
            image: { repository: `${mirror}/cilium/cilium` },
            envoy: { image: { repository: `${mirror}/cilium/cilium-envoy` } },
          }),
        },
      },
      { name: "load-balancer", manifests: loadBalancer(props) },
    ],
  };
}

function loadBalancer({ network, zones }: CiliumConfig): Record<string, KubernetesObject> {
  const { first, last } = network.loadBalancer;
  const inSubnet = zones.filter(({ cidr }) => cidr === undefined || cidr === network.cidr).map(({ name }) => name);
  return {
    pool: {
      apiVersion: "cilium.io/v2",
      kind: "CiliumLoadBalancerIPPool",
      metadata: { name: "haven" },
      spec: { blocks: [{ start: first, stop: last }] },
    },
    announcement: {
      apiVersion: "cilium.io/v2alpha1",
      kind: "CiliumL2AnnouncementPolicy",
      metadata: { name: "haven" },
      spec: {
        loadBalancerIPs: true,
        externalIPs: false,
        nodeSelector: {
          matchExpressions: [
            // The control plane has the API's own address to look after.
            { key: "node-role.kubernetes.io/control-plane", operator: "DoesNotExist" },
            // Nobody hears an answer that is given in another subnet.
            ...(inSubnet.length < zones.length ? [{ key: "topology.kubernetes.io/zone", operator: "In", values: inSubnet }] : []),
          ],
        },
      },
    },
  };
}

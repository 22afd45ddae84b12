import { document, type KindDocument } from "./documents";

export interface TalosFirewallProps {
  /** Ranges of the machines and the pods, which reach everything of each other. */
  readonly clusterCidrs: readonly string[];
  /** Ranges that may reach the Kubernetes API and the Talos API. */
  readonly administratorCidrs: readonly string[];
}

/** Port of the Kubernetes API. */
export const kubernetesApi = 6443;

const talosApi = 50000;

/** Talos' own firewall: it blocks all incoming traffic that no rule allows. */
export function firewall({ clusterCidrs, administratorCidrs }: TalosFirewallProps): readonly KindDocument[] {
  const rule = (name: string, protocol: "tcp" | "udp", ports: readonly (number | string)[], cidrs: readonly string[]) =>
    document("NetworkRuleConfig", { name, portSelector: { ports, protocol }, ingress: cidrs.map((subnet) => ({ subnet })) });
  return [
    document("NetworkDefaultActionConfig", { ingress: "block" }),
    rule(clusterRule, "tcp", ["1-65535"], clusterCidrs),
    rule("cluster-udp", "udp", ["1-65535"], clusterCidrs),
    rule(administratorsRule, "tcp", [kubernetesApi, talosApi], administratorCidrs),
  ];
}

/** Name of the rule that lets the cluster's own machines and pods in over TCP; the report reads it. */
export const clusterRule = "cluster-tcp";

/** Name of the rule that lets people and pipelines in; the report reads it. */
export const administratorsRule = "administrators";

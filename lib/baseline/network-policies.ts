import type { PlatformNamespace, TrafficRule } from "./component";
import type { KubernetesObject } from "./manifests";

/** Nothing passes but DNS, what stays in the namespace, and what the rules say. Components that share a namespace share what may pass. */
export function networkPolicies(
  component: string,
  { name: namespace }: PlatformNamespace,
  rules: readonly TrafficRule[],
): Record<string, KubernetesObject> {
  const policy = (name: string, spec: object): KubernetesObject => ({
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: `${component}-${name}`, namespace },
    spec: { podSelector: {}, ...spec },
  });
  const ingress = rules.filter(({ direction }) => direction === "in");
  const egress = rules.filter(({ direction }) => direction === "out");
  return {
    deny: policy("deny", { policyTypes: ["Ingress", "Egress"] }),
    namespace: policy("namespace", {
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [{ podSelector: {} }] }],
      egress: [{ to: [{ podSelector: {} }] }, dns],
    }),
    ...(ingress.length > 0 && {
      ingress: policy("in", {
        policyTypes: ["Ingress"],
        ingress: ingress.map((rule) => ({ ...peers("from", rule), ...ports(rule) })),
      }),
    }),
    ...(egress.length > 0 && {
      egress: policy("out", { policyTypes: ["Egress"], egress: egress.map((rule) => ({ ...peers("to", rule), ...ports(rule) })) }),
    }),
  };
}

// Whatever answers for DNS in kube-system: CoreDNS itself, or the cache on each node that stands before it.
const dns = {
  to: [{ namespaceSelector: named("kube-system") }],
  ports: [
    { protocol: "UDP", port: 53 },
    { protocol: "TCP", port: 53 },
  ],
};

function named(namespace: string) {
  return { matchLabels: { "kubernetes.io/metadata.name": namespace } };
}

function peers(side: "from" | "to", { peer }: TrafficRule): object {
  // A rule without peers is for everyone, which no list of ranges is: nodes and the API server are in none for some network plugins.
  return peer === "anyone" ? {} : { [side]: [{ namespaceSelector: named(peer.namespace) }] };
}

function ports({ ports: numbers, protocol = "TCP" }: TrafficRule): object {
  return {
    ports: numbers.map((port) => ({ protocol, ...(typeof port === "number" ? { port } : { port: port.from, endPort: port.to }) })),
  };
}

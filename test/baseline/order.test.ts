import { orderOf, type Wait } from "../support/waits-for";
import { everything } from "./inside";

const block = "kubernetes_storage_class_v1 baseline/storage/block";
const release = (name: string) => `helm_release baseline/${name}`;

describe.each([
  [
    "aws",
    { dns: { hostedZoneId: "Z0123456789ABCDEFGHIJ", zone: "apps.gemeente.example", records: true }, secretStore: { prefix: "zaken/" } },
  ],
  ["google", { dns: { managedZone: "zaken", zone: "zaken.example", records: true }, secretStore: { prefix: "zaken-" } }],
])("on %s, with everything that a baseline may hold", (provider, options) => {
  const order = orderOf(provider, { ...everything, ...options });
  const types = release("monitoring-types/prometheus-operator-crds");
  const needsTypes = "monitors are written in types that must exist first";

  const waits: readonly Wait[] = [
    [release("system/*"), block, "the first release of all, so that every later claim gets the default class"],
    [release("monitoring-types/*"), release("system/system"), "every pod names the priority class"],
    [release("gateway/*"), types, needsTypes],
    [release("log-store/*"), types, needsTypes],
    [release("monitoring/*"), types, needsTypes],
    [release("external-secrets/*"), types, needsTypes],
    [release("cloudnative-pg/*"), types, needsTypes],
    [release("velero/*"), types, needsTypes],
    ...(provider === "aws" ? [[release("cluster-autoscaler/*"), types, needsTypes] as const] : []),
    [release("certificates/*"), release("gateway/traefik"), "cert-manager looks for the types of Gateway API when it starts"],
    [
      release("certificates/issuers"),
      release("certificates/cert-manager"),
      "the types of issuers, and the webhook that checks them, come with cert-manager",
    ],
    [release("external-dns/*"), release("gateway/traefik"), "external-dns looks for the types of Gateway API when it starts"],
    [
      release("external-secrets/secret-store"),
      release("external-secrets/external-secrets"),
      "the type of a store comes with external-secrets",
    ],
    [release("velero/velero"), release("velero/volume-policy"), "the schedule names the policy, and a backup without it fails"],
    [release("log-collector/*"), release("log-store/loki"), "the collector has somewhere to send logs to"],
    [release("opencost/*"), release("monitoring/kube-prometheus-stack"), "OpenCost reads Prometheus when it starts"],
    [release("gitops/*"), release("certificates/issuers"), "what Flux applies may need issuers"],
    [release("gitops/*"), release("log-collector/alloy"), "what Flux applies must be logged"],
    [release("gitops/*"), release("monitoring/kube-prometheus-stack"), "what Flux applies may need Prometheus"],
    [release("gitops/flux"), release("gitops/flux-operator"), "the type of an instance comes with the operator"],
    ...[
      ["system", "system"],
      ["monitoring-types", "prometheus-operator-crds"],
      ["gateway", "traefik"],
      ["certificates", "cert-manager"],
      ["log-store", "loki"],
      ["log-collector", "alloy"],
      ["monitoring", "kube-prometheus-stack"],
      ["external-dns", "external-dns"],
      ["external-secrets", "external-secrets"],
      ["cloudnative-pg", "cloudnative-pg"],
      ["velero", "volume-policy"],
      ["opencost", "opencost"],
      ["gitops", "flux-operator"],
      ...(provider === "aws" ? [["cluster-autoscaler", "cluster-autoscaler"] as const] : []),
    ].map(([component = "", name = ""]): Wait => [
      release(`${component}/${name}`),
      release(`${component}/${component}-network`),
      "pods start with the policies for their traffic",
    ]),
  ];

  test.each(waits)("%s waits for %s, because %s", (...wait) => {
    expect(order.brokenBy(wait)).toEqual([]);
  });

  test("every depends_on that adds to the order has a rule with its reason", () => {
    expect(order.unexplained(waits, ["baseline"])).toEqual([]);
  });

  test("every release waits for its namespace, which carries the Pod Security level", () => {
    expect(order.brokenBy([release("gateway/*"), "kubernetes_namespace_v1 baseline/namespaces/haven-gateway", ""])).toEqual([]);
  });
});

import { orderOf, type Wait } from "../support/waits-for";

const gke = "google_container_cluster cluster/cluster/Resource";
const nodes = "google_container_node_pool cluster/cluster/pool-*/Resource";
const apis = "google_project_service cluster/apis/*";
const inCluster = "* baseline/*/*";

const waits: readonly Wait[] = [
  ["google_compute_network cluster/network/Resource", apis, "Google refuses calls of an API that is not enabled"],
  ["google_service_account cluster/*/*-identity", apis, "Google refuses calls of an API that is not enabled"],
  ["google_storage_bucket cluster/storage/*", apis, "Google refuses calls of an API that is not enabled"],
  ["google_logging_project_bucket_config cluster/logging/Resource", apis, "Google refuses calls of an API that is not enabled"],
  [gke, "google_compute_router_nat cluster/network/egress", "nodes without a way out never become ready"],
  [
    gke,
    "google_service_networking_connection cluster/network/files/connection",
    "without the range the file driver creates no file server",
  ],
  [gke, "google_compute_firewall cluster/network/webhooks", "the control plane cannot ask webhooks, and each install that has one fails"],
  [
    gke,
    "google_project_iam_member cluster/cluster/nodes-*",
    "nodes without these rights cannot register or pull images, and their logs silently stop",
  ],
  [
    "google_service_account_iam_member cluster/storage/*-service-account",
    gke,
    "Google makes the project's pool of identities with its first cluster",
  ],
  [
    "google_logging_project_exclusion cluster/logging/default-bucket",
    "google_logging_project_sink cluster/logging/sink",
    "without the sink the excluded lines are kept nowhere",
  ],
  [inCluster, nodes, "the pool that GKE makes first is deleted, so pods need one of these, also while they are removed"],
  [inCluster, "google_project_iam_member cluster/cluster/administrator-*", "until an administrator has rights, nobody can log in"],
  [inCluster, "google_service_account_iam_member cluster/storage/*-service-account", "the log store stops when it has no identity"],
  [inCluster, "google_storage_bucket_iam_member cluster/storage/*-access", "the log store stops when it may not write"],
  [inCluster, "google_service_account_iam_member cluster/storage/backups-sign", "Velero signs addresses for the logs of a backup"],
];

describe("the reference stack", () => {
  const order = orderOf("google");

  test.each(waits)("%s waits for %s, because %s", (...wait) => {
    expect(order.brokenBy(wait)).toEqual([]);
  });

  test("every depends_on that adds to the order has a rule with its reason", () => {
    expect(order.unexplained(waits, ["cluster"])).toEqual([]);
  });

  test("new nodes run before the old ones are destroyed, and a gateway lets go of an address before it is destroyed", () => {
    expect(order.createdFirst(nodes)).toEqual([true]);
    expect(order.createdFirst("google_compute_address cluster/network/egress-address")).toEqual([true]);
  });
});

describe("a stack with options", () => {
  const order = orderOf("google", {
    network: {
      cidr: "10.42.0.0/16",
      egressRules: { allowedCidrs: ["192.0.2.10/32"] },
      peerings: [{ name: "old", network: "projects/gemeente-zaken/global/networks/old", cidrs: ["10.50.0.0/16"] }],
    },
    encryption: { customerManagedKey: { keyId: "projects/zaken/locations/europe-west4/keyRings/haven/cryptoKeys/zaken" } },
    dns: { managedZone: "zaken", zone: "zaken.example", records: true },
    secretStore: { prefix: "zaken-" },
  });
  const usesKey = "google_kms_crypto_key_iam_member cluster/cluster/*-uses-key";

  const more: readonly Wait[] = [
    [gke, "google_compute_firewall cluster/network/egress-*", "no node may run before its way out is closed"],
    [gke, "google_dns_record_set cluster/network/names-*", "with the way out closed, nodes reach Google's services by these names only"],
    [gke, "google_compute_network_peering cluster/network/peering-old", "registries and DNS may be in the peered network"],
    [gke, usesKey, "GKE cannot use the key without this role, and creating the cluster fails after ten minutes"],
    [usesKey, apis, "Google creates the accounts that use the key when the APIs are enabled"],
    [usesKey, "google_service_account cluster/cluster/nodes-identity", "it is the one resource that has waited for the APIs by then"],
    [
      inCluster,
      "google_dns_managed_zone_iam_member cluster/dns/*-write-records",
      "the first certificate is asked for when the issuers are installed",
    ],
    [
      inCluster,
      "google_service_account_iam_member cluster/dns/*-service-account",
      "cert-manager and external-dns need an identity when they start",
    ],
    [inCluster, "google_project_iam_member cluster/dns/dns-lists-zones", "external-dns stops when it may not list zones"],
    [inCluster, "google_project_iam_member cluster/secret-store/secrets-read", "external-secrets checks its store when it is installed"],
    [
      inCluster,
      "google_service_account_iam_member cluster/secret-store/secrets-service-account",
      "external-secrets needs an identity when it starts",
    ],
  ];

  test.each(more)("%s waits for %s, because %s", (...wait) => {
    expect(order.brokenBy(wait)).toEqual([]);
  });

  test("every depends_on that adds to the order has a rule with its reason", () => {
    expect(order.unexplained([...waits, ...more], ["cluster"])).toEqual([]);
  });

  test("a cluster gets another key before it loses its right to the old one", () => {
    expect(order.createdFirst(usesKey)).toEqual([true, true]);
  });
});

import { groupId, id } from "../support/azure-props";
import { orderOf, type Wait } from "../support/waits-for";

const aks = "azurerm_kubernetes_cluster cluster/cluster/Resource";
const inCluster = "* baseline/*/*";

const waits: readonly Wait[] = [
  [
    "azurerm_network_security_group cluster/network/*-security",
    "azurerm_subnet cluster/network/*",
    "Azure refuses another range for a subnet in use, and the rules must then still hold the range that nodes have",
  ],
  [
    inCluster,
    "azurerm_federated_identity_credential cluster/storage/*-service-account",
    "without this trust the log store and the backups get no token, and stop",
  ],
  [
    aks,
    "azurerm_subnet_network_security_group_association cluster/network/*-secured",
    "Azure refuses changes of a subnet while AKS uses it, and nodes must never run unsecured",
  ],
  [
    aks,
    "azurerm_subnet_nat_gateway_association cluster/network/nodes-use-egress",
    "AKS refuses a subnet without a NAT gateway, and nodes cannot be deleted without a way out",
  ],
  [
    "azurerm_subnet_nat_gateway_association cluster/network/nodes-use-egress",
    "azurerm_nat_gateway_public_ip_association cluster/network/egress-has-address",
    "a NAT gateway without an address lets nothing out",
  ],
  [aks, "azurerm_role_assignment cluster/cluster/joins-*", "AKS may not use a subnet without this role, and cannot be deleted without it"],
  [
    "azurerm_private_endpoint cluster/storage/file-endpoint",
    "azurerm_private_dns_zone_virtual_network_link cluster/storage/file-dns-link",
    "names must resolve inside the network before anything mounts, and until the endpoint is gone",
  ],
  [
    "azurerm_private_endpoint cluster/storage/blob-endpoint",
    "azurerm_private_dns_zone_virtual_network_link cluster/storage/blob-dns-link",
    "names must resolve inside the network before anything writes, and until the endpoint is gone",
  ],
  [
    inCluster,
    "azurerm_kubernetes_cluster_node_pool cluster/cluster/pool-*/Resource",
    "the system pool takes no pods of others, so they need a pool, also while they are removed",
  ],
  [inCluster, "azurerm_role_assignment cluster/cluster/administrator-*", "until an administrator has rights, nobody can log in"],
  [inCluster, "azurerm_private_endpoint cluster/storage/*-endpoint", "the storage accounts have no public address"],
  [
    inCluster,
    "azurerm_role_assignment cluster/storage/driver-makes-shares",
    "without this role the file driver creates no share, and a claim waits without a message in the plan",
  ],
  [inCluster, "azurerm_role_assignment cluster/storage/*-access", "the log store stops when it may not write"],
];

describe("the reference stack", () => {
  const order = orderOf("azure");

  test.each(waits)("%s waits for %s, because %s", (...wait) => {
    expect(order.brokenBy(wait)).toEqual([]);
  });

  test("every depends_on that adds to the order has a rule with its reason", () => {
    expect(order.unexplained(waits, ["cluster"])).toEqual([]);
  });

  test("nodes keep their NAT gateway until the cluster uses the new egress", () => {
    expect(order.createdFirst("azurerm_subnet_nat_gateway_association cluster/network/nodes-use-egress")).toEqual([true]);
  });

  test("a cluster leaves a subnet before it loses its right to that subnet", () => {
    expect(order.createdFirst("azurerm_role_assignment cluster/cluster/joins-*")).toEqual([true, true, true]);
  });
});

describe("a private stack with options", () => {
  const vault = id("Microsoft.KeyVault/vaults");
  const order = orderOf("azure", {
    access: { mode: "private", administrators: { groupIds: [groupId] } },
    network: {
      cidr: "10.40.0.0/16",
      ingress: { exposure: "public", allowedCidrs: ["203.0.113.0/24"] },
      peerings: [{ name: "hub", virtualNetworkId: id("Microsoft.Network/virtualNetworks"), bothSides: true, useRemoteGateways: true }],
    },
    encryption: {
      customerManagedKey: { keyVaultId: vault, keyId: "https://given.vault.azure.net/keys/zaken/0123456789abcdef0123456789abcdef" },
    },
    dns: { zoneId: id("Microsoft.Network/dnszones", "zaken.example"), records: true },
    secretStore: { keyVaultId: vault },
    managementLock: true,
  });
  const locks = "azurerm_management_lock cluster/*-lock";

  const more: readonly Wait[] = [
    [aks, "azurerm_virtual_network_peering cluster/network/peering-hub", "the firewall and DNS may be behind the peering"],
    [
      "azurerm_virtual_network_peering cluster/network/peering-hub",
      "azurerm_virtual_network_peering cluster/network/peering-hub-back",
      "Azure lets a network use a gateway only after the other side offers it",
    ],
    [
      "azurerm_virtual_network_peering cluster/network/peering-hub-back",
      "azurerm_subnet_network_security_group_association cluster/network/*-secured",
      "Azure refuses a peering while a subnet is being changed",
    ],
    [
      "azurerm_virtual_network_peering cluster/network/peering-hub-back",
      "azurerm_subnet_nat_gateway_association cluster/network/nodes-use-egress",
      "Azure refuses a peering while a subnet is being changed",
    ],
    [
      aks,
      "azurerm_private_dns_zone_virtual_network_link cluster/cluster/dns/Resource-link",
      "AKS needs the link to find its own API, also while it is deleted",
    ],
    [aks, "azurerm_role_assignment cluster/cluster/dns/writes-zone", "AKS refuses a private zone that it may not write"],
    [aks, "azurerm_role_assignment cluster/cluster/dns/links-network", "AKS refuses a private zone when it may not link the network"],
    [aks, "azurerm_role_assignment cluster/cluster/disks/*", "AKS cannot read the key without these roles, and creating the cluster fails"],
    [aks, "azurerm_role_assignment cluster/cluster/joins-ingress-address", "the load balancer may not use the address without this role"],
    [
      aks,
      "azurerm_role_assignment cluster/cluster/finds-ingress-address",
      "AKS looks for the address in a list that it must be able to read",
    ],
    [
      inCluster,
      "azurerm_federated_identity_credential cluster/dns/*-service-account",
      "without this trust cert-manager and external-dns get no token",
    ],
    [
      inCluster,
      "azurerm_federated_identity_credential cluster/secret-store/secrets-service-account",
      "without this trust external-secrets gets no token",
    ],
    [inCluster, "azurerm_role_assignment cluster/dns/*-write-records", "the first certificate is asked for when the issuers are installed"],
    [
      inCluster,
      "azurerm_role_assignment cluster/secret-store/secrets-read-vault",
      "external-secrets checks its store when it is installed",
    ],
    [
      locks,
      "azurerm_role_assignment cluster/*/*",
      "a lock refuses changes of everything below its scope, so it is the last to be created and the first to be destroyed",
    ],
    [locks, "azurerm_federated_identity_credential cluster/*/*", "a lock refuses changes of everything below its scope"],
    [locks, "azurerm_kubernetes_cluster_node_pool cluster/cluster/pool-*/Resource", "a locked cluster loses no pool"],
    [locks, "azurerm_monitor_diagnostic_setting cluster/logging/control-plane", "a locked cluster keeps its diagnostic setting"],
    [locks, "azurerm_private_endpoint cluster/storage/*-endpoint", "a locked storage account keeps its endpoint"],
    [locks, "azurerm_storage_management_policy cluster/storage/expiry", "a locked storage account keeps its policy"],
    [locks, "azurerm_resource_group_policy_assignment cluster/pod-security", "a lock refuses changes of everything below its scope"],
  ];

  test.each(more)("%s waits for %s, because %s", (...wait) => {
    expect(order.brokenBy(wait)).toEqual([]);
  });

  test("every depends_on that adds to the order has a rule with its reason", () => {
    expect(order.unexplained([...waits, ...more], ["cluster"])).toEqual([]);
  });
});

describe("a stack that leaves through a firewall", () => {
  const order = orderOf("azure", { network: { cidr: "10.40.0.0/16", egress: { type: "firewall", nextHop: "10.0.0.4" } } });

  test.each<Wait>([
    [
      aks,
      "azurerm_subnet_route_table_association cluster/network/nodes-use-egress",
      "AKS refuses a subnet without a route to the firewall",
    ],
  ])("%s waits for %s, because %s", (...wait) => {
    expect(order.brokenBy(wait)).toEqual([]);
  });
});

describe("a stack that leaves through its load balancer", () => {
  const order = orderOf("azure", { network: { cidr: "10.40.0.0/16", egress: { type: "load-balancer" } } });

  const more: readonly Wait[] = [
    [aks, "azurerm_role_assignment cluster/cluster/joins-address-*", "AKS may not use the address without this role"],
  ];

  test.each(more)("%s waits for %s, because %s", (...wait) => {
    expect(order.brokenBy(wait)).toEqual([]);
  });

  test("every depends_on that adds to the order has a rule with its reason", () => {
    expect(order.unexplained([...waits, ...more], ["cluster"])).toEqual([]);
  });

  test("a cluster lets go of an address before the address, and the right to it, are destroyed", () => {
    expect(order.createdFirst("azurerm_public_ip cluster/network/load-balancer-address")).toEqual([true]);
    expect(order.createdFirst("azurerm_role_assignment cluster/cluster/joins-address-*")).toEqual([true]);
  });
});

describe("pools in subnets of an existing network", () => {
  const subnet = (name: string) => `${id("Microsoft.Network/virtualNetworks")}/subnets/${name}`;
  const pool = { machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes: 9 };
  const order = orderOf("azure", {
    network: {
      existing: {
        virtualNetworkId: id("Microsoft.Network/virtualNetworks"),
        subnets: { nodes: subnet("nodes"), apiServer: subnet("api"), endpoints: subnet("endpoints") },
        egress: "firewall",
      },
    },
    nodePools: [{ ...pool, name: "apps", subnetId: subnet("apps") }],
  });

  const more: readonly Wait[] = [
    [
      aks,
      "azurerm_role_assignment cluster/cluster/joins-subnet-*",
      "AKS may not put nodes in a subnet without this role, and cannot be deleted without it",
    ],
  ];

  test.each(more)("%s waits for %s, because %s", (...wait) => {
    expect(order.brokenBy(wait)).toEqual([]);
  });
});

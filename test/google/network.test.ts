import { object } from "../../lib/core/reading/terraform-json";
import { googleCluster } from "../support/google";

const network = (props: object) => googleCluster({ network: { cidr: "10.42.0.0/16", ...props } });
const existing = {
  existing: {
    network: "projects/gemeente-netwerk/global/networks/shared",
    subnetwork: "projects/gemeente-netwerk/regions/europe-west4/subnetworks/haven",
    podRangeName: "haven-pods",
    serviceRangeName: "haven-services",
    fileRangeName: "haven-files",
  },
};

test("one subnet holds nodes, with named ranges for pods and services outside the network's own", () => {
  const { resource } = googleCluster();

  expect(resource("google_compute_network")).toMatchObject({ auto_create_subnetworks: false });
  expect(resource("google_compute_subnetwork")).toMatchObject({
    ip_cidr_range: "10.42.0.0/20",
    secondary_ip_range: [
      { range_name: "pods", ip_cidr_range: "100.64.0.0/16" },
      { range_name: "services", ip_cidr_range: "100.65.0.0/20" },
    ],
    private_ip_google_access: true,
    log_config: { flow_sampling: 0.5 },
  });
  expect(resource("google_container_cluster").ip_allocation_policy).toMatchObject({
    cluster_secondary_range_name: "pods",
    services_secondary_range_name: "services",
  });
});

test.each([
  ["10.42.0.0/16", "10.42.0.0/20", "10.42.16.0"],
  ["10.42.0.0/20", "10.42.0.0/21", "10.42.8.0"],
  ["10.42.0.0/22", "10.42.0.0/23", "10.42.2.0"],
])("a %s is laid out for nodes and files", (cidr, nodes, files) => {
  const { resource } = googleCluster({ network: { cidr } });

  expect(resource("google_compute_subnetwork").ip_cidr_range).toBe(nodes);
  expect(resource("google_compute_global_address").address).toBe(files);
});

test("traffic leaves from one address that stays, for pods too, with ports as they are needed", () => {
  const { resource } = googleCluster({}, ({ egressAddresses }) => {
    expect(egressAddresses).toHaveLength(1);
  });

  expect(resource("google_compute_router_nat")).toMatchObject({
    nat_ip_allocate_option: "MANUAL_ONLY",
    source_subnetwork_ip_ranges_to_nat: "LIST_OF_SUBNETWORKS",
    subnetwork: [{ source_ip_ranges_to_nat: ["ALL_IP_RANGES"] }],
    // Google refuses both at once.
    enable_dynamic_port_allocation: true,
    enable_endpoint_independent_mapping: false,
    min_ports_per_vm: 64,
    max_ports_per_vm: 4096,
  });
});

test("more addresses leave the first as it is, and none of ours leaves them to Google", () => {
  const one = network({}).resourceEntries("google_compute_address");
  const three = network({ egress: { type: "cloud-nat", addresses: 3 } }).resourceEntries("google_compute_address");
  const automatic = network({ egress: { type: "cloud-nat-automatic" } });

  expect(three).toHaveLength(3);
  expect(three).toContainEqual(one[0]);
  expect(automatic.resources("google_compute_address")).toEqual([]);
  expect(automatic.resource("google_compute_router_nat")).toMatchObject({ nat_ip_allocate_option: "AUTO_ONLY" });
  expect(automatic.resource("google_compute_router_nat")).not.toHaveProperty("nat_ips");
});

test("files have a range of the network, and the connection is left to Google when all goes", () => {
  const { resource } = googleCluster();

  expect(resource("google_compute_global_address")).toMatchObject({ purpose: "VPC_PEERING", address: "10.42.16.0", prefix_length: 20 });
  expect(resource("google_service_networking_connection")).toMatchObject({ deletion_policy: "ABANDON" });
});

test("the control plane may ask webhooks, on nodes that carry a tag of ours", () => {
  const { resource } = googleCluster();

  expect(resource("google_compute_firewall")).toMatchObject({
    direction: "INGRESS",
    source_ranges: ["10.42.0.0/20"],
    target_tags: ["zaken-nodes"],
    allow: [{ protocol: "tcp", ports: ["8443", "9443", "10250", "15017"] }],
  });
  expect(object(resource("google_container_node_pool").node_config).tags).toEqual(["zaken-nodes"]);
});

test("with egress rules nodes reach themselves, Google and what is named, and what is refused is logged", () => {
  const { resources } = network({ egressRules: { allowedCidrs: ["192.0.2.10/32"] } });
  const rules = resources("google_compute_firewall").filter(({ direction }) => direction === "EGRESS");
  const byPurpose = Object.fromEntries(rules.map((rule) => [String(rule.name), rule]));

  expect(byPurpose["zaken-egress-inside"]?.destination_ranges).toEqual(["10.42.0.0/16", "100.64.0.0/16", "100.65.0.0/20"]);
  expect(byPurpose["zaken-egress-google"]).toMatchObject({
    destination_ranges: ["199.36.153.4/30"],
    allow: [{ protocol: "tcp", ports: ["443"] }],
  });
  expect(byPurpose["zaken-egress-allowed"]?.destination_ranges).toEqual(["192.0.2.10/32"]);
  expect(byPurpose["zaken-egress-denied"]).toMatchObject({ deny: [{ protocol: "all" }], priority: 65534, log_config: {} });
  expect(resources("google_dns_managed_zone").map(({ dns_name }) => dns_name)).toEqual(["gcr.io.", "googleapis.com.", "pkg.dev."]);
});

test("an existing network is used by its names and changed in nothing", () => {
  const { resource, resources } = googleCluster({ network: existing }, ({ sharedStorageClass }) => {
    expect(sharedStorageClass.parameters).toMatchObject({
      network: existing.existing.network,
      "connect-mode": "PRIVATE_SERVICE_ACCESS",
      "reserved-ip-range": "haven-files",
    });
  });

  expect(resource("google_container_cluster")).toMatchObject({
    network: existing.existing.network,
    subnetwork: existing.existing.subnetwork,
    ip_allocation_policy: { cluster_secondary_range_name: "haven-pods", services_secondary_range_name: "haven-services" },
  });
  for (const type of ["network", "subnetwork", "router", "router_nat", "firewall", "global_address"]) {
    expect(resources(`google_compute_${type}`)).toEqual([]);
  }
});

test("self links do as well as names", () => {
  const link = (name: string) => `https://www.googleapis.com/compute/v1/${name}`;
  const { network: shared, subnetwork, ...names } = existing.existing;
  const { resource } = googleCluster({ network: { existing: { ...names, network: link(shared), subnetwork: link(subnetwork) } } });

  expect(resource("google_container_cluster")).toMatchObject({ network: shared, subnetwork });
});

test("requests come in from inside the network, or at a public address that stays", () => {
  googleCluster({}, ({ loadBalancer }) => {
    expect(loadBalancer).toMatchObject({ exposure: "internal", annotations: { "networking.gke.io/load-balancer-type": "Internal" } });
  });
  const ingress = { exposure: "public", allowedCidrs: ["203.0.113.0/24"] } as const;
  const { resources } = googleCluster({ network: { cidr: "10.42.0.0/16", ingress } }, ({ loadBalancer }) => {
    expect(loadBalancer).toMatchObject({
      exposure: "public",
      annotations: {
        "cloud.google.com/l4-rbs": "enabled",
        // The cluster's own addresses too: an application may call its own public name.
        "service.beta.kubernetes.io/load-balancer-source-ranges": expect.stringMatching(/^203\.0\.113\.0\/24(,\$\{.*?\}\/32)+$/) as string,
      },
    });
  });

  expect(resources("google_compute_address").map(({ name }) => name)).toContain("zaken-ingress");
});

test("networks beside it are peered", () => {
  const peerings = [{ name: "old", network: "projects/gemeente-zaken/global/networks/old", cidrs: ["10.50.0.0/16"] }];

  expect(network({ peerings }).resource("google_compute_network_peering")).toMatchObject({
    name: "old",
    peer_network: "projects/gemeente-zaken/global/networks/old",
  });
});

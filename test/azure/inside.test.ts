import { object } from "../../lib/core/reading/terraform-json";
import { azureCluster } from "../support/azure";
import { id } from "../support/azure-props";

const zoneId = id("Microsoft.Network/dnsZones", "apps.gemeente.example");
const ownAddress = expect.stringMatching(/^\$\{azurerm_public_ip\..*egress.*\.ip_address\}$/) as string;

const prefix = "service.beta.kubernetes.io/azure";

test("a gateway is inside the network, in the subnet for it", () => {
  let annotations: Readonly<Record<string, string>> = {};
  const { json } = azureCluster({}, ({ loadBalancer }) => {
    ({ annotations } = loadBalancer);
  });

  expect(annotations).toEqual({
    [`${prefix}-load-balancer-internal`]: "true",
    [`${prefix}-load-balancer-internal-subnet`]: expect.any(String),
  });
  expect(JSON.stringify(json)).not.toContain("internet-to-gateway");
});

test.each([
  ["everyone", undefined, { source_address_prefix: "Internet" }],
  ["one network, and the cluster itself,", ["203.0.113.0/24"], { source_address_prefixes: ["203.0.113.0/24", ownAddress] }],
  [
    "some networks, and the cluster itself,",
    ["203.0.113.0/24", "198.51.100.0/24"],
    { source_address_prefixes: ["203.0.113.0/24", "198.51.100.0/24", ownAddress] },
  ],
])("a public gateway lets %s in to its two ports, at an address of its own", (_, allowedCidrs, from) => {
  let annotations: Readonly<Record<string, string>> = {};
  const stack = azureCluster({ network: { cidr: "10.40.0.0/16", ingress: { exposure: "public", allowedCidrs } } }, ({ loadBalancer }) => {
    ({ annotations } = loadBalancer);
  });
  const nodes = stack.resources("azurerm_network_security_group").find(({ name }) => name === "zaken-nodes");
  const rules = (nodes?.security_rule as readonly object[]).filter((rule) => "name" in rule && rule.name === "internet-to-gateway");

  expect(rules).toEqual([expect.objectContaining({ ...from, protocol: "Tcp", destination_port_ranges: ["80", "443"], access: "Allow" })]);
  expect(Object.keys(annotations)).toEqual([`${prefix}-pip-name`, `${prefix}-load-balancer-resource-group`]);
  expect(stack.resources("azurerm_public_ip").find(({ name }) => name === "zaken-ingress")).toMatchObject({ zones: ["1", "2", "3"] });
  const roles = stack.resources("azurerm_role_assignment").filter(({ scope }) => String(scope).includes("ingress-address"));
  expect(roles.map(({ role_definition_name: role, scope }) => [role, String(scope).includes("split")])).toEqual([
    ["Reader", true],
    ["Network Contributor", false],
  ]);
});

test("only cert-manager may write in the zone, and external-dns when it is asked for", () => {
  const writers = (records: boolean) =>
    azureCluster({ dns: { zoneId, records } })
      .resources("azurerm_role_assignment")
      .filter(({ scope }) => scope === zoneId);

  expect(writers(false)).toEqual([expect.objectContaining({ role_definition_name: "DNS Zone Contributor" })]);
  expect(writers(true)).toHaveLength(2);
});

test("only external-secrets may read the vault", () => {
  const keyVaultId = id("Microsoft.KeyVault/vaults", "zaken-vault");
  const stack = azureCluster({ secretStore: { keyVaultId } }, ({ secretStore }) => {
    expect(object(secretStore?.provider.azurekv as never)).toMatchObject({ vaultUrl: "https://zaken-vault.vault.azure.net" });
  });

  expect(stack.resources("azurerm_role_assignment").filter(({ scope }) => scope === keyVaultId)).toEqual([
    expect.objectContaining({ role_definition_name: "Key Vault Secrets User" }),
  ]);
});

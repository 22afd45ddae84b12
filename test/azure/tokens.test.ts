import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { TerraformOutput, TerraformVariable } from "cdktf";
import { AzureHavenCluster } from "../../lib/azure";
import { synthesize } from "../../lib/testing";
import { azureProps, id } from "../support/azure-props";

/** A supplier's stack, in which people give values as Terraform variables. */
const made = ({ unrelated }: { readonly unrelated: boolean }) =>
  synthesize((stack) => {
    new AzurermProvider(stack, "azurerm", { features: [{}] });
    const variable = (name: string) => new TerraformVariable(stack, name, { type: "string" }).stringValue;
    if (unrelated) variable("unrelated");
    const [administrators, pipeline] = [variable("administrators"), variable("pipeline")];
    const network = id("Microsoft.Network/virtualNetworks");
    const cluster = new AzureHavenCluster(
      stack,
      "cluster",
      azureProps({
        network: {
          existing: {
            virtualNetworkId: network,
            subnets: { nodes: variable("nodes"), apiServer: variable("api"), endpoints: variable("endpoints") },
            egress: "firewall",
          },
        },
        access: { mode: "private", administrators: { groupIds: [administrators, administrators], principalIds: [pipeline] } },
        containerRegistryIds: [variable("registry")],
        dns: { zoneId: variable("zone"), records: true },
        secretStore: { keyVaultId: variable("vault") },
        nodePools: [{ name: "apps", machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes: 9, subnetId: variable("subnet") }],
      }),
    );
    new TerraformOutput(stack, "solver", { value: cluster.dns?.solver });
    new TerraformOutput(stack, "vault-of-secrets", { value: cluster.secretStore?.provider });
  });

test("an unrelated line before the cluster leaves every address where it was", () => {
  const addresses = (unrelated: boolean) =>
    Object.entries(made({ unrelated }).json.resource as Record<string, object>).flatMap(([type, named]) =>
      Object.keys(named).map((name) => `${type}.${name}`),
    );

  expect(addresses(true)).toEqual(addresses(false));
});

test("a role whose address came from a token's number is moved rather than created twice", () => {
  const moved = made({ unrelated: false }).json.moved as { from: string; to: string }[];

  // The group, the pipeline's two roles, and the subnet of the pool.
  expect(moved.map(({ from }) => from.replace(/.*cluster_/, "").replace(/-?[0-9a-f]{8}_.*|_[0-9A-F]{8}$/, ""))).toEqual([
    "administrator",
    "administrator",
    "administrator-rights",
    "joins-apps",
  ]);
});

test("Terraform takes an id apart that only it knows", () => {
  const text = JSON.stringify(made({ unrelated: false }).json);

  expect(text).not.toContain("TOKEN");
  expect(text).toMatch(/https:\/\/\$\{element\(split\(\\+"\/\\+", var\.vault\), 8\)\}\.vault\.azure\.net/);
  expect(text).toMatch(/element\(split\(\\+"\/\\+", var\.zone\), 4\)/);
});

import { AzurermProvider } from "@cdktf/provider-azurerm/lib/provider";
import { AzurermBackend, TerraformStack, TerraformVariable } from "cdktf";
import type { Construct } from "constructs";
import { AzureHavenCluster } from "haven-cdktf/azure";
import { HavenBaseline } from "haven-cdktf/baseline";
import { reports } from "./reports";

/** The municipality's landing zone: its network team made these, and peers and routes them. */
const network =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg-network/providers/Microsoft.Network/virtualNetworks/vnet-zaken";

/** A supplier's platform: a Haven cluster in a network that was there before, and the supplier's own resources beside it. */
export class Zaakplatform extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AzurermBackend(this, {
      resourceGroupName: "rg-state",
      storageAccountName: "zaakstate",
      containerName: "tfstate",
      key: `${id}.tfstate`,
      useAzureadAuth: true,
    });
    new AzurermProvider(this, "azurerm", { features: [{}] });
    const administrators = new TerraformVariable(this, "administrators", { type: "string", description: "object id of the Entra group" });

    const cluster = new AzureHavenCluster(this, "cluster", {
      name: "zaken-prod",
      environment: "production",
      region: "westeurope",
      resourceGroupName: "rg-zaken-prod",
      network: {
        existing: {
          virtualNetworkId: network,
          subnets: {
            nodes: `${network}/subnets/snet-nodes`,
            apiServer: `${network}/subnets/snet-api`,
            endpoints: `${network}/subnets/snet-endpoints`,
          },
          egress: "firewall",
          cidr: "10.40.0.0/16",
        },
      },
      access: { mode: "private", administrators: { groupIds: [administrators.stringValue] } },
      nodePools: [{ name: "apps", machineType: "Standard_D4ds_v5", minNodes: 3, maxNodes: 9 }],
      tags: { owner: "team-zaken" },
    });

    new HavenBaseline(this, "baseline", {
      cluster,
      components: [reports],
      // Its own network has no way in from the internet, so names are proven by an authority of the supplier.
      certificates: {
        letsEncrypt: false,
        authorities: [{ type: "acme", name: "supplier", server: "https://acme.supplier.example/directory" }],
      },
    });

    // Every resource can be reached: what has no prop can be overridden, and the report judges what comes out of it.
    cluster.cluster.resource.addOverride("cost_analysis_enabled", true);
  }
}

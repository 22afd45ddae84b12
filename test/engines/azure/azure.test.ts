import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { AzureHavenStack, type AzureHavenStackProps } from "../../../stacks/azure-haven-stack";
import { azureProps, privateAccess } from "../../support/azure-props";
import { summary } from "../plan-summary";
import { findPlugin, findTerraform, Terraform } from "../terraform";
import { type ArmServer, startArmServer, SUBSCRIPTION_ID, upgradeCluster } from "./arm-server";

const plugin = findPlugin("hashicorp/azurerm", (version) => /^4\.(6[89]|[7-9]\d)\./.test(version));
const missing = [...(findTerraform() ? [] : ["terraform"]), ...(plugin ? [] : ["azurerm plugin"])].join(" and ");
if (missing) console.log(`skipped: ${missing} not found`);
const whenInstalled = missing ? test.skip : test.concurrent;

interface Bench {
  readonly server: ArmServer;
  readonly terraform: Terraform;
  /** Writes the stack that Terraform runs next. */
  readonly synthesize: (props?: Partial<AzureHavenStackProps>, upgrade?: string) => void;
}

/** One stack in a folder of its own, applied to a server of its own, which must have had nothing to refuse. */
async function onBench(work: (bench: Bench) => Promise<void>): Promise<void> {
  const outdir = mkdtempSync(join(tmpdir(), "haven-azure-"));
  const folder = join(outdir, "stacks/zaken");
  mkdirSync(folder, { recursive: true });
  const server = await startArmServer();
  const terraform = new Terraform(folder, { mirrors: plugin ? [plugin.mirror] : [], env: server.env });
  const synthesize: Bench["synthesize"] = (props = {}, upgrade = "") => {
    process.env.HAVEN_UPGRADE = upgrade;
    const app = new App({ outdir });
    // What is inside the cluster has an engine test of its own.
    new AzureHavenStack(app, "zaken", { ...azureProps(), azurePolicy: "off", baseline: { placement: "separate" }, ...props });
    app.synth();
    delete process.env.HAVEN_UPGRADE;
  };
  try {
    synthesize();
    await work({ server, terraform, synthesize });
    expect(server.violations).toEqual([]);
  } finally {
    await server.stop();
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** A thing of somebody else's, which is there before the cluster and must be there after it. */
const there = (type: string, name: string) => `/subscriptions/${SUBSCRIPTION_ID}/resourceGroups/landing-zone/providers/${type}/${name}`;

const firewall = "10.0.0.4";

/** The network that the firewall stands in, and the zones that its DNS servers resolve. */
function seedHub({ store }: ArmServer) {
  const hub = there("Microsoft.Network/virtualNetworks", "hub");
  store.seed(hub, { properties: { addressSpace: { addressPrefixes: ["10.0.0.0/24"] } } });
  const zone = (name: string) => there("Microsoft.Network/privateDnsZones", name);
  const apiZone = zone("private.westeurope.azmk8s.io");
  const storageZones = { file: zone("privatelink.file.core.windows.net"), blob: zone("privatelink.blob.core.windows.net") };
  for (const id of [apiZone, storageZones.file, storageZones.blob]) store.seed(id);
  return { hub, apiZone, storageZones };
}

/** All that there is, down to its properties. */
const everything = ({ store }: ArmServer) => store.below("");

whenInstalled("a cluster is made, patched, upgraded, changed and taken down", () =>
  onBench(async ({ server, terraform, synthesize }) => {
    await terraform.init();
    await terraform.validate();
    await terraform.apply("-parallelism=40");
    expect(summary(await terraform.plan())).toEqual([]);

    // A patch that Azure applies by itself is no change.
    const [cluster] = server.store.ofType("Microsoft.ContainerService/managedClusters");
    upgradeCluster(server.store, String(cluster?.id), "1.36.4");
    const patched = await terraform.plan();
    expect(summary(patched)).toEqual([]);
    expect(patched.warnings).toEqual([]);

    // A new minor in the code is not applied, and said in every plan ...
    synthesize({ kubernetesVersion: "1.37" });
    const waiting = await terraform.plan();
    expect(summary(waiting)).toEqual([]);
    expect(waiting.warnings.join()).toContain("HAVEN_UPGRADE=zaken");

    // ... until the stack is named, once.
    synthesize({ kubernetesVersion: "1.37" }, "zaken");
    expect(summary(await terraform.plan())).toEqual([
      "azurerm_kubernetes_cluster update of default_node_pool, kubernetes_version",
      "azurerm_kubernetes_cluster_node_pool update of orchestrator_version",
    ]);
    await terraform.apply("-parallelism=40");
    synthesize({ kubernetesVersion: "1.37" });
    const upgraded = await terraform.plan();
    expect(summary(upgraded)).toEqual([]);
    expect(upgraded.warnings).toEqual([]);

    // What changes in a year: nothing of it replaces or removes a thing.
    synthesize({
      kubernetesVersion: "1.37",
      tags: { owner: "team-zaken" },
      maintenance: { day: "tuesday" },
      logging: { retentionDays: 365 },
      access: { ...azureProps().access, mode: "restricted", allowedCidrs: ["203.0.113.0/24", "198.51.100.0/24"] },
      nodePools: [
        { name: "apps", machineType: "Standard_D8ds_v5", minNodes: 4, maxNodes: 12 },
        { name: "batch", machineType: "Standard_D4ds_v5", minNodes: 0, maxNodes: 3, spot: true },
      ],
    });
    const change = await terraform.plan();
    expect(change.changes.filter(({ change: { actions } }) => actions.includes("delete"))).toEqual([]);
    expect(summary(change)).toContain("azurerm_kubernetes_cluster_node_pool create");
    await terraform.apply("-parallelism=40");
    expect(summary(await terraform.plan())).toEqual([]);

    await terraform.destroy("-parallelism=40");
    expect(server.store.ids().filter((left) => left.includes("/resourceGroups/"))).toEqual([]);
  }),
);

whenInstalled("a private cluster with every option is made and taken down", () =>
  onBench(async ({ server, terraform, synthesize }) => {
    const keyVaultId = there("Microsoft.KeyVault/vaults", "keys");
    const zoneId = there("Microsoft.Network/dnsZones", "apps.gemeente.example");
    for (const id of [keyVaultId, zoneId]) server.store.seed(id);
    const before = server.store.ids();
    synthesize({
      access: privateAccess,
      upgrades: "none",
      kubernetesVersion: "1.36.2",
      network: { cidr: "10.40.0.0/22", egress: { type: "nat-gateway-zonal", zone: "1", addresses: 2 } },
      logging: { containerInsights: true, auditReads: true },
      encryption: {
        hostEncryption: true,
        customerManagedKey: { keyVaultId, keyId: `https://keys.vault.azure.net/keys/haven/${"0".repeat(32)}` },
      },
      dns: { zoneId, records: true },
      secretStore: { keyVaultId },
      azurePolicy: "audit",
      managementLock: true,
    });
    await terraform.init();
    await terraform.validate();
    await terraform.apply("-parallelism=40");
    expect(summary(await terraform.plan())).toEqual([]);

    await terraform.destroy("-parallelism=40");
    expect(server.store.ids()).toEqual(before);
  }),
);

whenInstalled("a cluster in a landing zone takes a pool in a subnet of its own, and leaves all as it was", () =>
  onBench(async ({ server, terraform, synthesize }) => {
    const { hub, storageZones } = seedHub(server);
    const network = there("Microsoft.Network/virtualNetworks", "spoke");
    const [nodes, apiServer, endpoints] = [`${network}/subnets/nodes`, `${network}/subnets/api`, `${network}/subnets/endpoints`];
    const batch = `${network}/subnets/batch`;
    const workspaceId = there("Microsoft.OperationalInsights/workspaces", "logs");
    for (const id of [network, endpoints, workspaceId]) server.store.seed(id);
    for (const [from, to] of [[network, hub] as const, [hub, network] as const]) {
      server.store.seed(`${from}/virtualNetworkPeerings/other`, { properties: { remoteVirtualNetwork: { id: to } } });
    }
    const routeTable = there("Microsoft.Network/routeTables", "to-firewall");
    const route = { addressPrefix: "0.0.0.0/0", nextHopType: "VirtualAppliance", nextHopIpAddress: firewall };
    server.store.seed(routeTable, { properties: { routes: [{ name: "to-firewall", properties: route }] } });
    for (const subnet of [nodes, batch]) server.store.seed(subnet, { properties: { routeTable: { id: routeTable } } });
    const serviceName = "Microsoft.ContainerService/managedClusters";
    server.store.seed(apiServer, { properties: { delegations: [{ name: "api", properties: { serviceName } }] } });
    // The role that lets the cluster into it must come before the pool, however long that takes.
    server.late.push(batch);
    const before = everything(server);

    // A public API: with a private one the cluster has that role on the whole network.
    const { nodePools } = azureProps();
    const inLandingZone: Partial<AzureHavenStackProps> = {
      resourceGroupName: "landing-zone",
      network: { existing: { virtualNetworkId: network, subnets: { nodes, apiServer, endpoints }, egress: "firewall" } },
      storage: { privateDnsZoneIds: storageZones },
      logging: { workspaceId },
    };
    synthesize(inLandingZone);
    await terraform.init();
    await terraform.apply("-parallelism=40");
    expect(summary(await terraform.plan())).toEqual([]);

    const pool = { name: "batch", machineType: "Standard_D4ds_v5", minNodes: 0, maxNodes: 3, subnetId: batch };
    synthesize({ ...inLandingZone, nodePools: [...nodePools, pool] });
    await terraform.apply("-parallelism=40");
    const made = server.store.find(`${there("Microsoft.ContainerService/managedClusters", "zaken")}/agentPools/batch`);
    expect(made?.properties).toMatchObject({ vnetSubnetID: batch });
    expect(summary(await terraform.plan())).toEqual([]);

    await terraform.destroy("-parallelism=40");
    expect(everything(server)).toEqual(before);
  }),
);

whenInstalled("a cluster behind a firewall in a peered network has the way there before it comes and until it is gone", () =>
  onBench(async ({ server, terraform, synthesize }) => {
    const { hub, apiZone, storageZones } = seedHub(server);
    // The peering that offers its gateway must come before the one that uses it, however long that takes.
    server.late.push(hub);
    const before = everything(server);

    synthesize({
      network: {
        cidr: "10.40.0.0/16",
        egress: { type: "firewall", nextHop: firewall },
        dnsServers: ["10.0.0.10"],
        peerings: [{ name: "hub", virtualNetworkId: hub, cidrs: ["10.0.0.0/24"], useRemoteGateways: true, bothSides: true }],
      },
      access: { ...privateAccess, privateDnsZoneId: apiZone },
      storage: { privateDnsZoneIds: storageZones },
    });
    await terraform.init();
    await terraform.apply("-parallelism=40");
    const [offered, used] = server.store.ofType("Microsoft.Network/virtualNetworks/virtualNetworkPeerings");
    expect(offered?.properties).toMatchObject({ allowGatewayTransit: true });
    expect(used?.properties).toMatchObject({ useRemoteGateways: true });
    expect(summary(await terraform.plan())).toEqual([]);

    await terraform.destroy("-parallelism=40");
    expect(everything(server)).toEqual(before);
  }),
);

whenInstalled("a cluster behind its own load balancer lets go of an address that it doesn't need", () =>
  onBench(async ({ server, terraform, synthesize }) => {
    const withAddresses = (addresses: number) => {
      const ingress = { exposure: "public", allowedCidrs: ["203.0.113.0/24", "198.51.100.0/24"] } as const;
      synthesize({ network: { cidr: "10.40.0.0/16", egress: { type: "load-balancer", addresses }, ingress } });
    };
    withAddresses(2);
    await terraform.init();
    await terraform.apply("-parallelism=40");
    expect(summary(await terraform.plan())).toEqual([]);

    withAddresses(1);
    await terraform.apply("-parallelism=40");
    expect(summary(await terraform.plan())).toEqual([]);

    await terraform.destroy("-parallelism=40");
    expect(server.store.ids().filter((left) => left.includes("/resourceGroups/"))).toEqual([]);
  }),
);

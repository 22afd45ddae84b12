import { VsphereProvider } from "@cdktf/provider-vsphere/lib/provider";
import { object } from "../../lib/core/reading/terraform-json";
import { synthesize } from "../../lib/testing";
import { VsphereNetwork, type VsphereNetworkProps, type VsphereZone, VsphereZones } from "../../lib/vsphere";
import { vsphereCluster } from "../support/vsphere";
import { vsphereProps, zones } from "../support/vsphere-props";

const { network: given } = vsphereProps();

/** A network of its own, without a cluster. */
function alone(props: Partial<VsphereNetworkProps> = {}, zoneConfigs: readonly VsphereZone[] = zones) {
  let made: VsphereNetwork | undefined;
  const stack = synthesize((scope) => {
    new VsphereProvider(scope, "vsphere", { user: "somebody", password: "${var.password}" });
    const placement = new VsphereZones(scope, "zones", { name: "zaken", zones: zoneConfigs });
    made = new VsphereNetwork(scope, "network", { ...given, ...props, zoneConfigs, zones: placement });
  });
  if (made === undefined) throw new Error("no network");
  return { network: made, stack };
}

test("each zone has its port group, looked up in the zone's datacenter", () => {
  const apart = zones.map((zone, index) => ({ ...zone, datacenter: `DC${index}`, network: `machines-${index}` }));
  const { network, stack } = alone({}, apart);
  const groups = Object.values(object(object(stack.json.data).vsphere_network)).map((group) => object(group));

  expect([...network.networkIds.keys()]).toEqual(["a", "b", "c"]);
  expect(new Set(network.networkIds.values()).size).toBe(3);
  expect(groups.map(({ name }) => name)).toEqual(["machines-0", "machines-1", "machines-2"]);
  expect(new Set(groups.map(({ datacenter_id: id }) => id)).size).toBe(3);
});

test("a network is looked up and never created", () => {
  const { stack } = alone();

  expect(Object.keys(object(stack.json.resource)).filter((type) => type !== "vsphere_folder" && type !== "vsphere_resource_pool")).toEqual(
    [],
  );
});

test("the network exposes resolved values, not the props that it was given", () => {
  const { network } = alone();

  expect(network).toMatchObject({
    cidr: "10.43.0.0/24",
    gateway: "10.43.0.1",
    virtualIp: "10.43.0.10",
    podCidr: "10.244.0.0/16",
    serviceCidr: "172.16.0.0/16",
    nodeCidrs: ["10.43.0.0/24"],
    timeServers: ["time.cloudflare.com"],
    firstLoadBalancerAddress: "10.43.0.200",
  });
  expect(network).not.toHaveProperty("props");
});

test("a machine is connected to the port group of its zone", () => {
  const apart = zones.map((zone, index) => ({ ...zone, network: `machines-${index}` }));
  const stack = vsphereCluster({ zones: apart });
  const idOf = new Map(
    Object.entries(object(object(stack.json.data).vsphere_network)).map(([id, group]) => [String(object(group).name), id]),
  );

  for (const { name, network_interface: [card] = [] } of stack.resources("vsphere_virtual_machine") as {
    name: string;
    network_interface: object[];
  }[]) {
    const zone = ["a", "b", "c"].findIndex((one) => name.includes(`-${one}-`));

    expect(card).toMatchObject({ network_id: `\${data.vsphere_network.${idOf.get(`machines-${zone}`) ?? ""}.id}` });
  }
});

import { networkProblems, networkWarning, type TalosNetworkConfig } from "../../lib/talos/config/network";
import { resolvedNetwork } from "../../lib/talos/config/resolved-network";
import { toyProps } from "../support/toy-machines";

const { network } = toyProps();
const zones = [{ name: "a" }, { name: "b" }];
const pools = { controlPlane: { name: "control", nodes: 3, addressOffset: 11 } };
const problems = (props: Partial<TalosNetworkConfig>, more: typeof pools | object = {}) =>
  networkProblems({ ...network, ...props }, zones, { ...pools, ...more }).map(({ path, message }) => `${path} ${message}`);

test("a plan in which nobody has another's address has no problem", () => {
  expect(problems({})).toEqual([]);
});

test.each<[string, Partial<TalosNetworkConfig>, string]>([
  ["a gateway at the virtual address", { virtualIp: network.gateway }, "network.virtualIp gives 10.43.0.1 to the Kubernetes API"],
  ["a virtual address at a machine", { virtualIp: "10.43.0.13" }, "controlPlane.addressOffset gives 10.43.0.13 to control-a-3"],
  ["load balancers at a machine", { loadBalancer: { first: "10.43.0.5", last: "10.43.0.12" } }, "gives 10.43.0.11 to control-a-1"],
  ["load balancers in another subnet", { loadBalancer: { first: "10.44.0.5", last: "10.44.0.12" } }, "10.44.0.5 is not in 10.43.0.0/24"],
  ["pods over the subnet", { podCidr: "10.43.0.0/16" }, "overlaps"],
])("refuses %s", (_, props, words) => {
  expect(problems(props).join("\n")).toContain(words);
});

test("refuses two pools at one address, by the name of the machine that has it", () => {
  const apps = { name: "apps", nodes: 2, addressOffset: 12 };

  expect(problems({}, { "nodePools[0]": apps })).toEqual([
    "nodePools[0].addressOffset gives 10.43.0.12 to apps-a-1, which is that of control-b-2",
  ]);
});

test("refuses more machines than the pods' range has a /24 for", () => {
  expect(problems({ podCidr: "10.244.0.0/23" }).join("\n")).toContain("has room for 2 machines, a /24 each, and there are 3");
});

test("warns of a range that others have on the internet", () => {
  expect(networkWarning("10.0.0.0/8")).toBeUndefined();
  expect(networkWarning("203.0.113.0/24")).toContain("not a private range");
});

describe("resolved", () => {
  test("has the defaults, and no range of pods that a municipal network uses", () => {
    expect(resolvedNetwork(network, zones)).toMatchObject({
      podCidr: "10.244.0.0/16",
      serviceCidr: "172.16.0.0/16",
      timeServers: ["time.cloudflare.com"],
      nodeCidrs: ["10.43.0.0/24"],
    });
  });

  test("keeps what was given", () => {
    const given = { ...network, podCidr: "10.200.0.0/16", serviceCidr: "172.20.0.0/16", timeServers: ["ntp.example"] };

    expect(resolvedNetwork(given, zones)).toMatchObject({
      podCidr: given.podCidr,
      serviceCidr: given.serviceCidr,
      timeServers: given.timeServers,
    });
  });

  test("names each subnet of the zones once, since the firewall lets these in", () => {
    const apart = [{ name: "a" }, { name: "b", cidr: "10.51.0.0/24" }, { name: "c", cidr: "10.51.0.0/24" }];

    expect(resolvedNetwork(network, apart).nodeCidrs).toEqual(["10.43.0.0/24", "10.51.0.0/24"]);
  });

  test("gives the gateway the first address for load balancers, inside the network", () => {
    expect(resolvedNetwork(network, zones)).toMatchObject({
      firstLoadBalancerAddress: "10.43.0.200",
      loadBalancer: { exposure: "internal", annotations: { "lbipam.cilium.io/ips": "10.43.0.200" } },
    });
  });
});

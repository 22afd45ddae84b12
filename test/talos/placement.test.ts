import { machineAddress, placeMachines } from "../../lib/talos/config/placement";

const network = { cidr: "10.40.0.0/24", gateway: "10.40.0.1" };
const zones = [{ name: "a" }, { name: "b", cidr: "10.41.0.0/25", gateway: "10.41.0.1" }];
const apps = { name: "apps", nodes: 3, addressOffset: 32 };

test("machines are over the zones in turn, each with the next address of its pool", () => {
  expect(placeMachines(apps, network, zones)).toEqual([
    { id: "apps-a-1", zone: "a", address: "10.40.0.32", prefix: 24, gateway: "10.40.0.1" },
    { id: "apps-b-2", zone: "b", address: "10.41.0.33", prefix: 25, gateway: "10.41.0.1" },
    { id: "apps-a-3", zone: "a", address: "10.40.0.34", prefix: 24, gateway: "10.40.0.1" },
  ]);
});

test("a pool that grows leaves its first machines where they are", () => {
  const before = placeMachines(apps, network, zones);

  expect(placeMachines({ ...apps, nodes: 5 }, network, zones).slice(0, 3)).toEqual(before);
});

test("a pool stays in its own zones, also when another zone is added", () => {
  const inB = { ...apps, zones: ["b"] };

  expect(placeMachines(inB, network, zones).map(({ zone }) => zone)).toEqual(["b", "b", "b"]);
  expect(placeMachines(inB, network, [{ name: "c" }, ...zones])).toEqual(placeMachines(inB, network, zones));
});

test("a pool without a zone has no machines", () => {
  expect(placeMachines({ ...apps, zones: ["z"] }, network, zones)).toEqual([]);
});

test("a zone's own gateway and subnet override those of the network", () => {
  expect(machineAddress(network, { gateway: "10.40.0.254" }, 5)).toEqual({ address: "10.40.0.5", prefix: 24, gateway: "10.40.0.254" });
});

import type { HavenBaselineProps } from "../../lib/baseline";
import { providers } from "../../stacks/providers";
import { synthesizeApp } from "../../lib/testing";
import { reference } from "../support/reference";
import { inside, insideFull } from "./inside";

const authorities = [{ type: "acme", name: "supplier", server: "https://acme.example/directory" }] as const;

test.each<[string, Partial<HavenBaselineProps>, boolean]>([
  ["nothing", {}, true],
  ["another authority beside Let's Encrypt", { certificates: { authorities } }, true],
  ["another authority in its place", { certificates: { letsEncrypt: false, authorities } }, false],
  ["that port 80 is let in", { certificates: { challenge: "http" } }, false],
  ["that others make certificates", { certificates: { off: "our own cert-manager is there" } }, false],
  ["that another gateway is there", { gateway: { off: "our own gateway is there" } }, false],
])("an internal gateway without a zone: Let's Encrypt's issuers deserve a warning when a user says %s", (_, props, warned) => {
  expect(inside(props).warnings.join().includes("can't sign yet")).toBe(warned);
});

test("with a zone names are proven there, and nothing is warned of", () => {
  expect(insideFull().warnings.join()).not.toContain("can't sign yet");
});

const zone =
  "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/dns/providers/Microsoft.Network/dnsZones/apps.gemeente.example";

const onAzure = (network: object, options: object = {}) =>
  synthesizeApp((app) =>
    providers.azure?.().addStack(app, "azure", {
      ...reference("azure"),
      network: { cidr: "10.40.0.0/16", ...network },
      dns: { zoneId: zone },
      ...options,
    }),
  ).warnings.join();

const firewall = { egress: { type: "firewall", nextHop: "10.0.0.4" } };

test.each<[string, object, object, boolean]>([
  ["nothing", {}, {}, false],
  ["DNS servers of its own", { dnsServers: ["10.1.0.4"] }, {}, true],
  ["a firewall", firewall, {}, true],
  ["a firewall, and name servers to ask", firewall, { certificates: { nameservers: ["10.1.0.4"] } }, false],
  ["a firewall, and proves names over HTTP", firewall, { certificates: { challenge: "http" } }, false],
  ["a firewall, and no cert-manager", firewall, { certificates: { off: "our own is there" } }, false],
])("a cluster that proves names by DNS, with %s: port 53 deserves a warning", (_, network, options, warned) => {
  expect(onAzure(network, options).includes("on port 53")).toBe(warned);
});

test("name servers of cert-manager are addresses", () => {
  expect(() => inside({ certificates: { nameservers: ["ns1.example"] } })).toThrow(/certificates\.nameservers\[0\] .*not an IPv4 address/);
  expect(() => inside({ certificates: { nameservers: [] } })).toThrow(/certificates\.nameservers/);
});

test("types of Gateway API that others install may be too old for the gateway, which waits for them without end", () => {
  const warned = (gateway: HavenBaselineProps["gateway"]) =>
    inside({ ...(gateway && { gateway }) })
      .warnings.join()
      .includes("1.5 or newer");

  expect(warned(undefined)).toBe(true);
  expect(warned({ gatewayApi: "platform" })).toBe(true);
  expect(warned({ gatewayApi: "off" })).toBe(false);
  expect(warned({ off: "our own gateway is there" })).toBe(false);
});

test("alerts that somebody gets deserve a dead man's switch", () => {
  const warned = (alerts: NonNullable<HavenBaselineProps["monitoring"]>["alerts"]) =>
    inside({ monitoring: { ...(alerts && { alerts }) } })
      .warnings.join()
      .includes("alerting itself");

  expect(warned({ webhook: { secretName: "webhook" } })).toBe(true);
  expect(warned({ webhook: { secretName: "webhook" }, watchdog: { secretName: "watchdog" } })).toBe(false);
  expect(warned(undefined)).toBe(false);
});

import type { HavenBaselineProps } from "../../lib/baseline";
import { ConfigurationError } from "../../lib/core/validation/errors";
import { inside } from "./inside";

const component =
  (name: string, podSecurity: "restricted" | "privileged" = "restricted") =>
  () => ({
    name,
    namespace: { name: "shared", podSecurity },
    releases: [],
  });

test.each<[string, Partial<HavenBaselineProps>, string, string]>([
  ["a part off without a reason", { certificates: { off: "no" } }, "certificates.off", "10 characters"],
  ["a challenge by DNS without a zone", { certificates: { challenge: "dns" } }, "certificates.challenge", "no zone"],
  [
    "two issuers of one name",
    { certificates: { authorities: [{ type: "ca", name: "letsencrypt-staging", secretName: "x" }] } },
    "certificates.authorities",
    "two issuers",
  ],
  ["nobody who signs", { certificates: { letsEncrypt: false } }, "certificates.authorities", "nobody would sign"],
  ["one replica of the gateway", { gateway: { replicas: 1 } }, "gateway.replicas", "between 2 and 50"],
  ["a proxy that is no range", { gateway: { trustedProxies: ["proxy"] } }, "gateway.trustedProxies[0]", "IPv4 range"],
  ["types that aren't there", { gateway: { gatewayApi: { typesFile: "nowhere.yaml" } } }, "gateway.gatewayApi.typesFile", "nowhere.yaml"],
  [
    "types that are something else",
    { gateway: { gatewayApi: { typesFile: "package.json" } } },
    "gateway.gatewayApi.typesFile",
    "gatewayclasses",
  ],
  ["logs for no time", { applicationLogs: { retentionDays: 0 } }, "applicationLogs.retentionDays", "between 1 and 3650"],
  ["backups for no time", { velero: { retentionDays: 0 } }, "velero.retentionDays", "between 1 and 3650"],
  ["backups at no time", { velero: { schedule: "daily" } }, "velero.schedule", "must have 5 fields"],
  ["a repository that is a folder", { gitops: { tool: "flux", url: "../platform" } }, "gitops.url", "https://"],
  ["costs without measurements", { openCost: true }, "openCost", "Prometheus"],
  ["names in no zone", { externalDns: true }, "externalDns", "no zone"],
  ["too small a disk for measurements", { monitoring: { storageGib: 1 } }, "monitoring.storageGib", "between 10"],
  ["two components of one name", { components: [component("a"), component("a")] }, "components", "two components"],
  ["two levels for one namespace", { components: [component("a"), component("b", "privileged")] }, "components", "at the level restricted"],
])("refuses %s", (_, props, path, message) => {
  let problems: ConfigurationError["problems"] = [];
  try {
    inside(props);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    problems = error.problems;
  }
  expect(problems).toEqual([expect.objectContaining({ path, message: expect.stringContaining(message) })]);
});

import { rules } from "../../lib/compliance";
import type { ClusterEvidence } from "../../lib/core/reading/evidence";
import { cluster, type ClusterGiven, fact, pool, unknown } from "../support/evidence";

const asOf = new Date("2026-11-23");
const judge = (id: string, evidence: ClusterEvidence) => rules.find((rule) => rule.id === id)?.evaluate(evidence, { asOf });
const api = (...allowedCidrs: string[]): ClusterGiven => ({ api: { allowedCidrs } });
const version = (kubernetesVersion: string): ClusterGiven => ({ controlPlane: { kubernetesVersion } });

// Inputs that once were taken for proof, or for its opposite.
test.each<[string, string, ClusterGiven, string]>([
  ["HX-public-api", "all of IPv6", api("203.0.113.0/24", "::/0"), "failed"],
  ["HX-public-api", "all of IPv6 that is in use", api("2000::/3"), "failed"],
  ["HX-public-api", "half of the internet", api("128.0.0.0/1"), "failed"],
  ["HX-public-api", "what is no range", api("203.0.113.0/24", "everyone"), "unknown"],
  ["HX-public-api", "a range with an odd prefix", api("203.0.113.0/x"), "unknown"],
  ["HX-public-api", "an IPv6 network", api("2001:db8::/32"), "guaranteed"],
  ["HX-public-api", "one address", api("203.0.113.7"), "guaranteed"],
  ["cncf", "a channel for a version", version("rapid"), "unknown"],
  ["cncf", "no list to look in", { cluster: { conformantMinors: { asOf: "2026-11-22", minors: [] } } }, "unknown"],
  [
    "cncf",
    "a gap in a list that isn't sorted",
    { ...version("1.35"), cluster: { conformantMinors: { asOf: "2026-11-22", minors: ["1.36", "1.34"] } } },
    "failed",
  ],
  ["HX-platform-support", "a channel for a version", version("rapid"), "unknown"],
  ["HX-platform-support", "a word that every object knows", version("constructor"), "unknown"],
  ["HX-platform-support", "an end that is no day", { cluster: { support: { asOf: "2026-11-22", until: { "1.36": "soon" } } } }, "unknown"],
  ["HX-region", "an empty region", { regions: [""] }, "failed"],
  ["HX-public-api", "an empty range", api(""), "unknown"],
])("%s with %s", (id, _, given, status) => {
  expect(judge(id, cluster(given))?.status).toBe(status);
});

test("a taint that Terraform sets once leaves three workers to be observed", () => {
  const nodePools = [{ ...pool(), takesApplications: fact(true, { atCreationOnly: true }) }];

  expect(judge("haworkers", cluster({ nodePools }))?.status).toBe("expected");
});

test.each([
  ["true", true, "expected"],
  ["false", false, "failed"],
  ["not known", unknown, "unknown"],
])("metrics-server of the baseline that is %s is the evidence", (_, own, status) => {
  const evidence = cluster({ controlPlane: { metricsServer: false } });
  const { baseline } = evidence;
  const metricsServer = fact<boolean>(own as boolean | typeof unknown);
  const judged = judge("metrics", { ...evidence, ...(baseline && { baseline: { ...baseline, metricsServer } }) });

  expect(judged?.status).toBe(status);
  expect(judged?.evidence).toContain(metricsServer);
});

test("a version says which is the newest, and how far behind it may be", () => {
  expect(judge("kubernetesversion", cluster(version("1.36")))?.because).toHaveProperty("en", "1.36, 1 behind 1.37, where 3 are allowed");
  expect(judge("kubernetesversion", cluster(version("1.38")))?.because).toHaveProperty("en", "1.38, newer than 1.37, the newest known");
});

test("a literal secret is named by its attribute", () => {
  const judged = judge("HX-literal-secret", cluster({ literalSecrets: ["admin_password"] }));

  expect(judged?.because).toHaveProperty("en", "some_resource.r.admin_password is a literal");
});

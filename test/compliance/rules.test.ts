import fc from "fast-check";
import { hccChecks, type Rule, rules } from "../../lib/compliance";
import type { ClusterEvidence } from "../../lib/core/reading/evidence";
import type { Fact } from "../../lib/core/reading/fact";
import { cluster, type ClusterGiven, fact, pool, unknown } from "../support/evidence";

const asOf = new Date("2026-11-23");
const rule = (id: string): Rule => {
  const found = rules.find((candidate) => candidate.id === id);
  if (!found) throw new Error(`no rule ${id}`);
  return found;
};
const judge = (id: string, given: ClusterGiven, day = asOf) => rule(id).evaluate(cluster(given), { asOf: day });

/** Versions, days, addresses and counts in a text, whatever their order. */
const numbers = (text: string) => (text.match(/\d[\w./:-]*\w|\d/g) ?? []).sort();

const endsOn = (day: string) => ({ asOf: "2026-08-05", until: { "1.35": day } });

/** A control plane of one's own, with a node in each of these zones. */
const own = (...zones: (string | typeof unknown)[]) => ({ managed: false, nodeZones: zones.map((zone) => fact(zone)) });

test("there is a rule for every check of HCC", () => {
  expect(rules.map(({ id }) => id)).toEqual(expect.arrayContaining(hccChecks.map(({ id }) => id)));
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

const cases: [string, string, ClusterGiven, string][] = [
  ["havenversion", "in any design", {}, "not-applicable"],
  ["clusteradmin", "in any design", {}, "not-applicable"],
  ["shavalidation", "in any design", {}, "not-applicable"],
  ["cis", "in any design", {}, "unknown"],
  ["kubescape", "in any design", {}, "unknown"],
  ["multiaz", "two zones in one pool", { nodePools: [pool({ zones: ["1", "2"] })] }, "guaranteed"],
  ["multiaz", "one zone a pool, two pools", { nodePools: [pool({ zones: ["1"] }), pool({ zones: ["2"] })] }, "guaranteed"],
  ["multiaz", "one zone", { nodePools: [pool({ zones: ["1"] })] }, "failed"],
  ["multiaz", "zones that Terraform computes", { nodePools: [pool(), pool({ zones: unknown })] }, "unknown"],
  [
    "multiaz",
    "a second zone whose pool may be empty",
    { nodePools: [pool({ zones: ["1"] }), pool({ zones: ["2"], minNodes: 0 })] },
    "expected",
  ],
  [
    "multiaz",
    "a second zone that may be taken away",
    { nodePools: [pool({ zones: ["1"] }), pool({ zones: ["2"], spot: true })] },
    "expected",
  ],
  ["multiaz", "one node that may be anywhere", { nodePools: [pool({ minNodes: 1 })] }, "expected"],
  ["multiaz", "no pools", { nodePools: [] }, "unknown"],
  ["hamasters", "a managed plane over zones", {}, "guaranteed"],
  ["hamasters", "a managed plane without a promise", { controlPlane: { redundant: false } }, "unknown"],
  ["hamasters", "nodes of your own", { controlPlane: { managed: false } }, "unknown"],
  ["hamasters", "three nodes of your own over zones", { controlPlane: own("a", "b", "c") }, "guaranteed"],
  ["hamasters", "three nodes of your own in one zone", { controlPlane: own("a", "a", "a") }, "failed"],
  ["hamasters", "two nodes of your own", { controlPlane: own("a", "b") }, "failed"],
  ["hamasters", "a node of your own in a zone that nobody knows", { controlPlane: own("a", "b", unknown) }, "unknown"],
  ["hamasters", "an unknown tier", { controlPlane: { redundant: unknown } }, "unknown"],
  ["haworkers", "three in one pool", { nodePools: [pool({ minNodes: 3 })] }, "guaranteed"],
  ["haworkers", "three over two pools", { nodePools: [pool({ minNodes: 2 }), pool({ minNodes: 1 })] }, "guaranteed"],
  ["haworkers", "two", { nodePools: [pool({ minNodes: 2 })] }, "failed"],
  ["haworkers", "three for the platform only", { nodePools: [pool({ takesApplications: false }), pool({ minNodes: 2 })] }, "failed"],
  ["haworkers", "three that may be taken away", { nodePools: [pool({ spot: true }), pool({ minNodes: 2 })] }, "failed"],
  ["haworkers", "no pool for applications", { nodePools: [pool({ takesApplications: false })] }, "failed"],
  ["haworkers", "an unknown minimum", { nodePools: [pool({ minNodes: unknown })] }, "unknown"],
  ["haworkers", "a pool that may repel", { nodePools: [pool({ takesApplications: unknown })] }, "unknown"],
  ["haworkers", "no pools", { nodePools: [] }, "unknown"],
  ["nodehardening", "AppArmor", {}, "expected"],
  ["nodehardening", "no module", { nodePools: [pool(), pool({ hardening: { image: "Windows", module: "none" } })] }, "failed"],
  ["nodehardening", "an unknown image", { nodePools: [pool({ hardening: unknown })] }, "unknown"],
  ["privatenetworking", "no public address", {}, "guaranteed"],
  ["privatenetworking", "one pool with them", { nodePools: [pool(), pool({ publicAddresses: true })] }, "failed"],
  ["privatenetworking", "not known", { nodePools: [pool({ publicAddresses: unknown })] }, "unknown"],
  ["kubernetesversion", "the newest", { controlPlane: { kubernetesVersion: "1.37" } }, "guaranteed"],
  ["kubernetesversion", "a patch", { controlPlane: { kubernetesVersion: "1.36.2" } }, "guaranteed"],
  ["kubernetesversion", "the last that counts, if nothing newer came", { controlPlane: { kubernetesVersion: "1.34" } }, "unknown"],
  ["kubernetesversion", "too old", { controlPlane: { kubernetesVersion: "1.33" } }, "failed"],
  ["kubernetesversion", "what is no version", { controlPlane: { kubernetesVersion: "latest" } }, "unknown"],
  ["kubernetesversion", "not known", { controlPlane: { kubernetesVersion: unknown } }, "unknown"],
  ["rbac", "on", {}, "guaranteed"],
  ["rbac", "off", { controlPlane: { rbac: false } }, "failed"],
  ["rbac", "not known", { controlPlane: { rbac: unknown } }, "unknown"],
  ["rwxvolumes", "a class", {}, "expected"],
  ["rwxvolumes", "no baseline", { baseline: false }, "unknown"],
  ["rwxvolumes", "a class that isn't known", { baseline: { sharedStorageClass: unknown } }, "unknown"],
  ["cncf", "a minor that is filed", {}, "guaranteed"],
  ["cncf", "a minor newer than the list", { controlPlane: { kubernetesVersion: "1.37" } }, "unknown"],
  ["cncf", "a minor that nobody filed", { controlPlane: { kubernetesVersion: "1.33" } }, "failed"],
  ["autocerts", "an issuer", {}, "expected"],
  ["autocerts", "no issuer", { baseline: { certificateIssuers: [] } }, "failed"],
  ["autocerts", "no baseline", { baseline: false }, "unknown"],
  ["logs", "a collector", {}, "expected"],
  ["logs", "no baseline", { baseline: false }, "unknown"],
  ["autocerts", "certificates switched off", { baseline: { certificateIssuers: undefined } }, "failed"],
  ["logs", "application logs switched off", { baseline: { logCollector: undefined } }, "failed"],
  ["metrics", "the platform's", { baseline: false }, "expected"],
  ["metrics", "the baseline's", { controlPlane: { metricsServer: false }, baseline: { metricsServer: true } }, "expected"],
  ["metrics", "nobody's", { controlPlane: { metricsServer: false } }, "failed"],
  ["metrics", "no baseline and no platform's", { controlPlane: { metricsServer: false }, baseline: false }, "unknown"],
  ["HX-audit-log-retention", "half a year", {}, "guaranteed"],
  ["HX-audit-log-retention", "a month", { auditLog: { retentionDays: 30 } }, "failed"],
  ["HX-audit-log-retention", "no audit events", { auditLog: { audit: false } }, "failed"],
  ["HX-audit-log-retention", "somebody else's workspace", { auditLog: { retentionDays: unknown } }, "unknown"],
  ["HX-secrets-encryption", "a key of the platform", {}, "guaranteed"],
  ["HX-secrets-encryption", "none", { controlPlane: { secretsEncryption: "none" } }, "failed"],
  ["HX-region", "in the EU", {}, "guaranteed"],
  ["HX-region", "one thing elsewhere", { regions: ["westeurope", "eastus"] }, "failed"],
  ["HX-region", "elsewhere for a reason", { regions: ["uksouth"], cluster: { residencyException: "the embassy in London" } }, "waived"],
  ["HX-region", "not known", { regions: ["westeurope", unknown] }, "unknown"],
  ["HX-default-storage-class", "one", {}, "expected"],
  ["HX-default-storage-class", "two", { baseline: { defaultStorageClasses: ["a", "b"] } }, "failed"],
  ["HX-default-storage-class", "none", { baseline: { defaultStorageClasses: [] } }, "failed"],
  ["HX-remote-backend", "a bucket", {}, "guaranteed"],
  ["HX-remote-backend", "a file", { backend: "local" }, "failed"],
  ["HX-remote-backend", "not known", { backend: unknown }, "unknown"],
  ["HX-literal-secret", "none", {}, "expected"],
  ["HX-literal-secret", "one", { literalSecrets: ["admin_password"] }, "failed"],
  ["HX-public-api", "named networks", {}, "guaranteed"],
  ["HX-public-api", "everyone", { api: { allowedCidrs: ["0.0.0.0/0"] } }, "failed"],
  ["HX-public-api", "no ranges, so everyone", { api: { allowedCidrs: [] } }, "failed"],
  ["HX-public-api", "inside only", { api: { public: false, allowedCidrs: unknown } }, "guaranteed"],
  ["HX-public-api", "ranges that aren't known", { api: { allowedCidrs: unknown } }, "unknown"],
  ["HX-public-api", "not known", { api: { public: unknown } }, "unknown"],
  ["HX-deletion-protection", "on", {}, "guaranteed"],
  ["HX-deletion-protection", "off in production", { deletionProtection: false }, "failed"],
  ["HX-deletion-protection", "off elsewhere", { deletionProtection: false, cluster: { environment: "test" } }, "not-applicable"],
  ["HX-deletion-protection", "not known", { deletionProtection: unknown }, "unknown"],
  ["HX-platform-support", "months to go", {}, "guaranteed"],
  [
    "HX-platform-support",
    "weeks to go",
    { controlPlane: { kubernetesVersion: "1.35" }, cluster: { support: endsOn("2026-12-31") } },
    "expected",
  ],
  [
    "HX-platform-support",
    "the last day",
    { controlPlane: { kubernetesVersion: "1.35" }, cluster: { support: endsOn("2026-11-23") } },
    "expected",
  ],
  ["HX-platform-support", "no more", { controlPlane: { kubernetesVersion: "1.35" }, cluster: { support: endsOn("2026-11-22") } }, "failed"],
  ["HX-platform-support", "a minor that isn't in the list", { controlPlane: { kubernetesVersion: "1.38" } }, "unknown"],
  ["HX-platform-support", "not known", { controlPlane: { kubernetesVersion: unknown } }, "unknown"],
];

test.each(cases)("%s with %s", (id, _, given, status) => {
  expect(judge(id, given).status).toBe(status);
});

test("the report says in Dutch what it says in English", () => {
  const outcomes = cases.map(([id, , given]) => judge(id, given));
  const texts = [...outcomes.flatMap(({ because, fix }) => [because, fix]), ...rules.flatMap(({ title, essential }) => [title, essential])];
  const sentences = texts.flatMap((text) => (typeof text === "object" && /\w [a-z]+ /.test(text.en) ? [text] : []));

  expect(texts.filter((text) => typeof text === "string" && / [a-z]+ /.test(text))).toEqual([]);
  expect(sentences.length).toBeGreaterThan(50);
  expect(sentences.filter(({ en, nl }) => nl === en || nl === "")).toEqual([]);
  expect(sentences.filter(({ en, nl }) => String(numbers(en)) !== String(numbers(nl)))).toEqual([]);
});

test("a failed check says what to change", () => {
  for (const { id } of rules) {
    const given: ClusterGiven = {
      nodePools: [pool({ zones: ["1"], minNodes: 1, publicAddresses: true })],
      auditLog: { retentionDays: 1 },
      backend: "local",
    };
    const { status, fix } = judge(id, given);
    if (status === "failed") expect(fix).toBeTruthy();
  }
});

test("a version is good until it isn't", () => {
  const on = (day: string) => judge("kubernetesversion", { controlPlane: { kubernetesVersion: "1.36" } }, new Date(day)).status;

  expect(on("2026-11-23")).toBe("guaranteed");
  expect(on("2028-11-23")).toBe("unknown");
});

test("what Terraform sets once and then ignores is no guarantee", () => {
  const evidence = cluster();
  const ignored = { ...evidence, controlPlane: { ...evidence.controlPlane, rbac: fact(true, { atCreationOnly: true }) } };

  expect(rule("rbac").evaluate(ignored, { asOf }).status).toBe("expected");
});

/** Every fact of the evidence, however deep. */
function factsIn(value: unknown): Fact<unknown>[] {
  if (typeof value !== "object" || value === null) return [];
  if ("origin" in value) return [value as Fact<unknown>];
  return Object.values(value).flatMap(factsIn);
}

function without(evidence: ClusterEvidence, gone: ReadonlySet<string>): ClusterEvidence {
  const strip = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(strip);
    if (typeof value !== "object" || value === null) return value;
    if ("origin" in value) return gone.has((value as Fact<unknown>).origin.address) ? { ...value, value: undefined } : value;
    return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, strip(child)]));
  };
  return strip(evidence) as ClusterEvidence;
}

test("a rule whose evidence is not known guarantees and expects nothing", () => {
  const whole = cluster({ nodePools: [pool(), pool({ name: "system", takesApplications: false })] });
  const addresses = factsIn(whole).map(({ origin }) => origin.address);
  fc.assert(
    fc.property(fc.subarray(addresses, { minLength: 1 }), (gone) => {
      const evidence = without(whole, new Set(gone));
      for (const { evaluate } of rules) {
        const outcome = evaluate(evidence, { asOf });
        const stoodOnNothing = outcome.evidence.some(({ value }) => value === undefined);
        expect(stoodOnNothing && ["guaranteed", "expected"].includes(outcome.status)).toBe(false);
      }
    }),
  );
});

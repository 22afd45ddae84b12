import { App, TerraformStack } from "cdktf";
import { evaluate, rules, waive, type Waiver } from "../../lib/compliance";
import { waiversOf } from "../../lib/compliance/waivers";
import { cluster, type ClusterGiven, pool } from "../support/evidence";

const oneZone: ClusterGiven = { cluster: { environment: "test" }, nodePools: [pool({ zones: ["1"] })] };
const waiver: Waiver = { check: "multiaz", reason: "test cluster, one zone by design", owner: "team-zaken", until: "2026-12-31" };

const judged = (given: ClusterGiven, waivers: Waiver[], asOf = "2026-11-23") => {
  const check = waivers[0]?.check ?? "multiaz";
  const [result] = evaluate(cluster(given), waivers, rules, { asOf: new Date(asOf) }).filter(({ rule }) => rule.id === check);
  return result;
};

test("a check that fails is waived, with who answers for it, until when, and why", () => {
  const result = judged(oneZone, [waiver]);

  expect(result).toMatchObject({ status: "waived", waiverState: "used" });
  expect(result?.because).toEqual({
    en: expect.stringContaining("accepted by team-zaken until 2026-12-31: test cluster, one zone by design"),
    nl: expect.stringContaining("aanvaard door team-zaken tot en met 2026-12-31: test cluster, one zone by design"),
  });
});

test.each([
  ["2026-12-31", "waived"],
  ["2027-01-01", "failed"],
])("on %s a waiver until 2026-12-31 leaves %s", (asOf, status) => {
  expect(judged(oneZone, [waiver], asOf)?.status).toBe(status);
});

test("a waiver that nothing needs is said to be unused", () => {
  expect(judged({}, [waiver])).toMatchObject({ status: "guaranteed", waiverState: "unused" });
});

test("some checks can't be waived in production", () => {
  const open: ClusterGiven = { api: { allowedCidrs: ["0.0.0.0/0"] } };
  const accepted = { ...waiver, check: "HX-public-api" };

  expect(judged(open, [accepted])).toMatchObject({ status: "failed", waiverState: "refused" });
  expect(judged({ ...open, cluster: { environment: "test" } }, [accepted])?.status).toBe("waived");
});

test("waivers are inherited, and the nearest counts", () => {
  const app = new App();
  const stack = new TerraformStack(app, "zaken");
  waive(app, { ...waiver, owner: "the whole organisation" });
  waive(stack, waiver);

  expect(waiversOf(stack).map(({ owner }) => owner)).toEqual(["team-zaken", "the whole organisation"]);
});

test.each<[string, Partial<Waiver>, string]>([
  ["a check that isn't there", { check: "multi-az" }, "waivers[0].check"],
  ["too little reason", { reason: "because" }, "waivers[0].reason"],
  ["nobody", { owner: " " }, "waivers[0].owner"],
  ["a day that isn't there", { until: "2027-02-30" }, "waivers[0].until"],
])("a waiver with %s is refused", (_, change, path) => {
  expect(() => {
    waive(new App(), { ...waiver, ...change });
  }).toThrow(path);
});

import { Lazy } from "cdktf";
import {
  minorOf,
  minorsBetween,
  newestMinor,
  upgradeRequested,
  versionProblems,
  versionWarning,
} from "../../lib/core/cluster/kubernetes-version";

test.each([
  ["2026-04-02", "1.36", "1.36"],
  ["2026-09-01", "1.37", "1.37"],
  ["2027-08-01", "1.37", "1.40"],
])("on %s the newest known is %s, and %s may be out", (asOf, known, assumed) => {
  expect(newestMinor(new Date(asOf))).toEqual({ known, assumed });
});

const platform = {
  asOf: "2026-08-05",
  default: "1.36",
  supportedUntil: { "1.34": "2026-11-30", "1.36": "2027-06-30" },
  conformant: { asOf: "2026-11-22", minors: ["1.36"] },
};

test("a minor newer than the table is left to the platform", () => {
  expect(versionProblems(platform, "1.41", "patch")).toEqual([]);
});

test.each(["1", "v1.36", "latest", "1.36.x"])("%s is not a version", (version) => {
  expect(versionProblems(platform, version, "none")).toHaveLength(1);
});

test("a minor that the platform no longer offers is refused, with the oldest that it does", () => {
  expect(versionProblems(platform, "1.33", "none")).toMatchObject([
    { path: "kubernetesVersion", message: expect.stringContaining("1.34") },
  ]);
  expect(versionProblems(platform, "1.34", "none")).toEqual([]);
});

test("a patch is the code's only where the code owns patches", () => {
  expect(versionProblems(platform, "1.36.2", "none")).toEqual([]);
  expect(versionProblems(platform, "1.36", "patch")).toEqual([]);
  expect(versionProblems(platform, "1.36.2", "patch")).toMatchObject([
    { message: expect.stringContaining('"1.36"'), hint: expect.stringContaining("none") },
  ]);
});

test("a version that isn't in the table is a warning, one that only Terraform knows is not", () => {
  expect(versionWarning(platform, "1.41")).toContain("1.41");
  expect(versionWarning(platform, "1.36.2")).toBeUndefined();
  expect(versionWarning(platform, Lazy.stringValue({ produce: () => "1.41" }))).toBeUndefined();
});

test("minors are counted as numbers", () => {
  expect([minorOf("1.36.2"), minorOf("1.36")]).toEqual(["1.36", "1.36"]);
  expect(minorsBetween("1.9", "1.10")).toBe(1);
});

test.each([
  ["zaken", true],
  ["vergunningen, zaken", true],
  ["zaken-prod", false],
  ["", false],
])('with HAVEN_UPGRADE "%s" the version of stack zaken is applied: %s', (value, expected) => {
  process.env.HAVEN_UPGRADE = value;

  expect(upgradeRequested("zaken")).toBe(expected);

  delete process.env.HAVEN_UPGRADE;
});

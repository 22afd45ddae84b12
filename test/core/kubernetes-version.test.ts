import { newestMinor, versionProblems } from "../../lib/core/cluster/kubernetes-version";

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

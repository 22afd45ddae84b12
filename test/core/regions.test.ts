import { eeaRegions, regionProblems, type RegionTable, residencyWarning, zonesOf } from "../../lib/core/cluster/regions";

const table: RegionTable = {
  asOf: "2026-11-22",
  regions: {
    "eu-west": { eea: true, zones: ["a", "b", "c"] },
    "eu-small": { eea: true, zones: [] },
    "us-east": { eea: false, zones: ["a", "b"] },
  },
};
const reason = "approved by the CISO on 2026-01-10";

test("a region in the EEA with zones is fine", () => {
  expect(regionProblems(table, "eu-west", undefined)).toEqual([]);
});

test("a region outside the EEA needs a reason, and those that can be used are named", () => {
  expect(regionProblems(table, "us-east", undefined)).toMatchObject([
    { path: "region", message: expect.stringContaining("eu-west"), hint: expect.stringContaining("residencyException") },
  ]);
  expect(regionProblems(table, "us-east", { reason })).toEqual([]);
});

test("a region without zones is refused, and never named as one to use", () => {
  expect(regionProblems(table, "eu-small", undefined)).toMatchObject([{ path: "region", message: expect.stringContaining("zones") }]);
  expect(regionProblems(table, "us-east", undefined)[0]?.message).not.toContain("eu-small");
});

test("a mistyped region gets the one that was probably meant", () => {
  expect(regionProblems(table, "eu-wets", undefined)).toMatchObject([
    { path: "region", message: expect.stringContaining("mean eu-west?") },
  ]);
});

test("a region newer than the table is taken with a reason, without zones", () => {
  expect(regionProblems(table, "eu-north", { reason })).toEqual([]);
  expect(zonesOf(table, "eu-north")).toEqual([]);
});

test("an exception for a region in the EEA is a warning", () => {
  expect(residencyWarning(table, "eu-west", { reason })).toContain("eu-west");
  expect(residencyWarning(table, "us-east", { reason })).toBeUndefined();
  expect(residencyWarning(table, "eu-west", undefined)).toBeUndefined();
});

test("regions of the EEA are those that the table says are", () => {
  expect(eeaRegions(table)).toEqual(["eu-west", "eu-small"]);
});

import { maintenanceProblems, resolveMaintenance } from "../../lib/core/cluster/maintenance";

test("without a word of it, patches come on Sunday night", () => {
  expect(resolveMaintenance()).toEqual({ day: "sunday", start: "01:00", hours: 4, utcOffset: "+00:00", freezes: [] });
  expect(resolveMaintenance({ day: "saturday", hours: 8 })).toMatchObject({ day: "saturday", start: "01:00", hours: 8 });
});

test.each([
  ["2027-03-19", "2027-03-15", 1],
  ["2027-02-30", "2027-03-19", 1],
  ["2027-03-15", "soon", 1],
  ["2027-03-15", "2027-03-15", 0],
  ["2027-03-15", undefined, 0],
])("a freeze from %s to %s has %d problems", (from, until, count) => {
  const freezes = [
    { from: "2027-01-01", until: "2027-01-02" },
    { from, ...(until !== undefined && { until }) },
  ];

  expect(maintenanceProblems({ freezes }).map(({ path }) => path)).toEqual(Array.from({ length: count }, () => "maintenance.freezes[1]"));
});

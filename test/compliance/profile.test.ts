import { TerraformStack } from "cdktf";
import { useProfile, waive } from "../../lib/compliance";
import { complianceProblems } from "../../lib/compliance/config";
import { synthesizeApp } from "../../lib/testing";
import { FakeCluster } from "../support/fake-cluster";

type Environment = "production" | "test";

const small = (environment: Environment, also: (cluster: FakeCluster) => void = () => undefined) =>
  synthesizeApp((app) => {
    useProfile(app, "test");
    also(new FakeCluster(new TerraformStack(app, "proef"), "cluster", { zones: ["a"], minNodes: 1, given: { cluster: { environment } } }));
  });

test("the profile test gives up the checks about size, and the report says which and why", () => {
  const { prediction, report } = small("test");

  expect(prediction).toMatchObject({ failed: [], waived: ["multiaz", "haworkers"] });
  expect(report.clusters[0]).toMatchObject({ profile: "test", verdict: { en: expect.stringContaining("multiaz, haworkers") } });
  expect(report.clusters[0]?.checks.find(({ id }) => id === "haworkers")?.because.en).toContain("given up by profile test");
});

test("in production the profile test does nothing but warn", () => {
  const { prediction, warnings } = small("production");

  expect(prediction.failed).toEqual(["multiaz", "haworkers"]);
  expect(warnings).toContain("profile test has no effect: the environment is production");
});

test("a waiver that ran out is not saved by the profile", () => {
  const { prediction } = small("test", (cluster) => {
    waive(cluster, { check: "haworkers", reason: "two nodes are enough", owner: "team-zaken", until: "2026-01-01" });
  });

  expect(prediction.failed).toEqual(["haworkers"]);
});

test("a file can't ask for it in production", () => {
  expect(complianceProblems({ profile: "test" }, "production")).toEqual([
    {
      path: "compliance.profile",
      message: "test is not for a cluster whose environment is production",
      hint: "set environment to test or development, or accept single checks in compliance.waivers",
    },
  ]);
  expect(complianceProblems({ profile: "test" }, "test")).toEqual([]);
});

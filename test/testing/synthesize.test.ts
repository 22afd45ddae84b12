import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Annotations, type App, TerraformOutput, TerraformResource, TerraformStack } from "cdktf";
import { synthesize } from "../../lib/testing";
import { FakeCluster } from "../support/fake-cluster";

beforeEach(() => {
  process.env.HAVEN_AS_OF = "2026-11-23";
});
afterEach(() => {
  delete process.env.HAVEN_AS_OF;
});

class Zaakplatform extends TerraformStack {
  constructor(app: App, id: string) {
    super(app, id);
    new FakeCluster(this, "cluster");
  }
}

const bucket = (stack: TerraformStack, id: string) => {
  new TerraformResource(stack, id, { terraformResourceType: "fake_bucket" }).addOverride("name", id);
};

test("a supplier's stack keeps its prediction, in three lines", () => {
  expect(synthesize(Zaakplatform).prediction).toMatchObject({ failed: [], unknown: [] });
});

test("predictions and own findings are ids by status", () => {
  const { prediction, findings, report } = synthesize((stack) => new FakeCluster(stack, "cluster", { zones: ["a"] }));

  expect(prediction.failed).toEqual(["multiaz"]);
  expect(prediction.notApplicable).toEqual(["havenversion", "clusteradmin", "shavalidation"]);
  expect(findings.guaranteed).toContain("HX-public-api");
  expect(report.clusters[0]).toMatchObject({ stack: "test", constructPath: "test/cluster" });
});

test("a bare stack needs no provider and no cluster", () => {
  const { resource, resourceEntries, outputs, warnings } = synthesize((stack) => {
    bucket(stack, "logs");
    new TerraformOutput(stack, "bucket", { value: "logs" });
    Annotations.of(stack).addWarning("no backups");
  });

  expect(resource("fake_bucket")).toMatchObject({ name: "logs" });
  expect(resourceEntries("fake_bucket")).toMatchObject([{ address: "fake_bucket.logs" }]);
  expect(outputs).toMatchObject({ bucket: { value: "logs" } });
  expect(warnings).toEqual(["no backups"]);
});

test.each([
  ["none", "fake_disk", "no fake_disk in the stack, which has fake_bucket"],
  ["two", "fake_bucket", "2 fake_bucket in the stack, which has fake_bucket"],
])("asking for the only resource where there are %s says what is there", (_, type, message) => {
  const { resource, resources } = synthesize((stack) => {
    bucket(stack, "logs");
    bucket(stack, "backups");
  });

  expect(() => resource(type)).toThrow(message);
  expect(resources("fake_bucket")).toHaveLength(2);
});

test("nothing stays on disk, also when the synth fails", () => {
  // A folder of its own: other suites synthesize at the same time.
  const own = mkdtempSync(join(tmpdir(), "haven-own-"));
  const { TMPDIR } = process.env;
  process.env.TMPDIR = own;
  try {
    synthesize(Zaakplatform);
    expect(() =>
      synthesize((stack) => {
        Annotations.of(stack).addError("no");
      }),
    ).toThrow();

    expect(readdirSync(own)).toEqual([]);
  } finally {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(own, { recursive: true });
  }
});

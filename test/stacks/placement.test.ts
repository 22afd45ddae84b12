import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { reportCompliance } from "../../lib/compliance";
import { type JsonObject, object } from "../../lib/core/terraform-json";
import { AzureHavenStack, type AzureHavenStackProps } from "../../stacks/azure-haven-stack";
import { reference } from "../support/reference";

/** Both stacks of a cluster whose baseline is kept apart, and the report. */
function separate(props: Partial<AzureHavenStackProps> = {}) {
  const outdir = mkdtempSync(join(tmpdir(), "haven-placement-"));
  try {
    const app = new App({ outdir });
    const compliance = reportCompliance(app);
    new AzureHavenStack(app, "zaken", {
      ...(reference("azure") as AzureHavenStackProps),
      baseline: { placement: "separate" },
      ...props,
    });
    app.synth();
    const read = (name: string) => JSON.parse(readFileSync(join(outdir, "stacks", name, "cdk.tf.json"), "utf8")) as JsonObject;
    return { cloud: read("zaken"), inside: read("zaken-baseline"), report: compliance.report };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

test("a baseline apart has all of the cluster's inside, and the cluster's stack has none of it", () => {
  const { cloud, inside } = separate();
  const kinds = (stack: JsonObject) => Object.keys(object(stack.resource)).filter((type) => /^(helm|kubernetes)_/.test(type));

  expect(kinds(cloud)).toEqual([]);
  expect(kinds(inside)).toEqual(["helm_release", "kubernetes_annotations", "kubernetes_namespace_v1", "kubernetes_storage_class_v1"]);
});

test("only names, ids and addresses cross from one stack to the other", () => {
  const { cloud } = separate();
  const crossing = Object.values(object(cloud.output)).map((output) => String(object(output).value));
  const attributes = crossing.flatMap((value) => /^\$\{\w+\.[\w-]+\.(\w+)\}$/.exec(value)?.[1] ?? []);

  expect([...new Set(attributes)].sort()).toEqual([
    "client_id",
    "id",
    "ip_address",
    "name",
    "oidc_issuer_url",
    "primary_blob_endpoint",
    "primary_file_host",
    "resource_group_name",
  ]);
  expect(crossing.filter((value) => value.includes("kube_config"))).toEqual([]);
});

test("the prediction is the same as that of one stack", () => {
  const { report } = separate();

  expect(report?.clusters).toHaveLength(1);
  expect(report?.clusters[0]).toMatchObject({ counts: { failed: 0, unknown: 0 }, baseline: { stack: "zaken-baseline" } });
});

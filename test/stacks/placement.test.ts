import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "cdktf";
import { reportCompliance } from "../../lib/compliance";
import type { JsonObject } from "../../lib/core/reading/json";
import { object } from "../../lib/core/reading/terraform-json";
import { providers } from "../../stacks/providers";
import { reference } from "../support/reference";

/** Both stacks of a cluster whose baseline is kept apart, and the report. */
function separate(name: string) {
  const provider = providers[name]?.();
  const outdir = mkdtempSync(join(tmpdir(), "haven-placement-"));
  try {
    const app = new App({ outdir });
    const compliance = reportCompliance(app);
    provider?.addStack(app, "zaken", { ...reference(name), baseline: { placement: "separate" } });
    app.synth();
    const read = (stack: string) => JSON.parse(readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8")) as JsonObject;
    return { cloud: read("zaken"), inside: read("zaken-baseline"), report: compliance.report };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

describe.each(Object.keys(providers))("%s", (name) => {
  test("a baseline apart has all of the cluster's inside, and the cluster's stack has none of it", () => {
    const { cloud, inside } = separate(name);
    const kinds = (stack: JsonObject) => Object.keys(object(stack.resource)).filter((type) => /^(helm|kubernetes)_/.test(type));

    expect(kinds(cloud)).toEqual([]);
    expect(kinds(inside)).toEqual(expect.arrayContaining(["helm_release", "kubernetes_namespace_v1", "kubernetes_storage_class_v1"]));
  });

  test("only names, ids and addresses cross from one stack to the other", () => {
    const { cloud } = separate(name);
    const crossing = Object.values(object(cloud.output)).map((output) => JSON.stringify(object(output).value));

    expect(crossing.filter((value) => /password|secret|token|private_key|kube_config|certificate|_key\b/.test(value))).toEqual([]);
  });

  test("the prediction is the same as that of one stack", () => {
    const { report } = separate(name);

    expect(report?.clusters).toHaveLength(1);
    expect(report?.clusters[0]).toMatchObject({ counts: { failed: 0, unknown: 0 }, baseline: { stack: "zaken-baseline" } });
  });

  test("the baseline's warnings stand with the cluster that it is in", () => {
    const { report } = separate(name);

    expect(report?.clusters[0]?.warnings.map(({ en }) => en).join()).toContain("the issuers of Let's Encrypt can't sign yet");
  });
});

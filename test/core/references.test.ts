import type { AppJson } from "../../lib/core/reading/app-json";
import type { JsonObject } from "../../lib/core/reading/json";
import { names } from "../../lib/core/reading/references";
import { readStack } from "../../lib/core/reading/terraform-json";

const cluster = { "//": { metadata: { path: "zaken/cluster/Resource" } }, name: "Zaken" };
const json: JsonObject = {
  terraform: { backend: { s3: { bucket: "state", key: "zaken.tfstate" } } },
  locals: { cluster: "${some_cluster.a.name}", literal: "zaken", circle: "${local.circle}" },
  variable: { name: { type: "string" } },
  data: { some_cluster: { same: { name: "zaken" }, other: { name: "other" }, late: { name: "${var.name}" } } },
  resource: {
    some_cluster: { a: cluster, b: { name: "other" } },
    some_access: { a: { cluster_name: "${some_cluster.a.name}" }, b: { cluster_name: "${some_cluster.b.name}" } },
  },
  output: { cluster: { value: "${some_cluster.a.id}" } },
};
const other: JsonObject = {
  data: {
    terraform_remote_state: {
      zaken: { backend: "s3", config: { bucket: "state", key: "zaken.tfstate" } },
      elsewhere: { backend: "s3", config: { bucket: "state", key: "elsewhere.tfstate" } },
    },
  },
};
const [zaken, beside] = [readStack("zaken", "zaken", json), readStack("beside", "beside", other)];
const app: AppJson = {
  stacks: [zaken, beside],
  own: { stacks: new Set(["zaken"]), constructPaths: [] },
  others: { stacks: new Set(), constructPaths: [] },
};
const target = { stack: zaken, address: "some_cluster.a", nameIn: (text: string) => /\/clusters\/(.+)$/.exec(text)?.[1] ?? text };

test.each([
  ["its id", "${some_cluster.a.id}", true],
  ["another attribute of it", "${some_cluster.a.arn}", true],
  ["its name as text", "zaken", true],
  ["its name in an id", "/projects/p/clusters/zaken", true],
  ["a local", "${local.cluster}", true],
  ["a local with its name", "${local.literal}", true],
  ["a quoted text", '${"zaken"}', true],
  ["a resource that repeats its name", "${some_access.a.cluster_name}", true],
  ["a data source with its name", "${data.some_cluster.same.id}", true],
  ["another cluster", "${some_cluster.b.id}", false],
  ["another name", "other", false],
  ["another name in an id", "/projects/p/clusters/other", false],
  ["a resource that repeats another name", "${some_access.b.cluster_name}", false],
  ["a data source with another name", "${data.some_cluster.other.id}", false],
  ["a variable", "${var.name}", undefined],
  ["a function", '${join("", [some_cluster.a.name])}', undefined],
  ["a conditional", "${true ? some_cluster.a.id : some_cluster.b.id}", undefined],
  ["a text with an expression in it", "zak${local.end}", undefined],
  ["a directive", "%{ if true }zaken%{ endif }", undefined],
  ["an output of a module", "${module.cluster.name}", undefined],
  ["a data source with a computed name", "${data.some_cluster.late.id}", undefined],
  ["a resource that isn't there", "${some_cluster.gone.id}", undefined],
  ["locals in a circle", "${local.circle}", undefined],
  ["nothing", null, undefined],
])("%s names the cluster: %#", (_, value, expected) => {
  expect(names(app, zaken, value, target)).toBe(expected);
});

test("a cluster is found through the state of its stack, in that stack only", () => {
  const through = (state: string) => names(app, beside, `\${data.terraform_remote_state.${state}.outputs.cluster}`, target);

  expect(through("zaken")).toBe(true);
  expect(through("elsewhere")).toBeUndefined();
  expect(names(app, beside, "${some_cluster.a.id}", target)).toBeUndefined();
});

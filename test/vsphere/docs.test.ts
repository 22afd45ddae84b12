import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { synthesizeApp } from "../../lib/testing";
import { VsphereHavenStack, type VsphereHavenStackProps } from "../../stacks/vsphere-haven-stack";

const page = (name: string) => readFileSync(join(resolve(__dirname, "../../docs"), `${name}.md`), "utf8");
const headings = (text: string) => text.match(/^## .*$/gm);

test("the page's smallest example is predicted to pass", () => {
  const [, example = ""] = /```yaml\n([^]*?)```/.exec(page("vsphere")) ?? [];
  const { prediction } = synthesizeApp((app) => {
    new VsphereHavenStack(app, "zaken", parse(example) as VsphereHavenStackProps);
  });

  expect(prediction).toMatchObject({ failed: [], unknown: [] });
});

test("the page answers the same questions as that of another provider", () => {
  expect(headings(page("vsphere"))).toEqual(headings(page("azure")));
});

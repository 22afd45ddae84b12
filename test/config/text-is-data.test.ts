import { App, TerraformStack, TerraformVariable } from "cdktf";
import { formatProblems } from "../../lib/config";
import { fileSchema } from "../../lib/config/file-schema";
import { providerNames } from "../../lib/config/providers";
import { providers } from "../../stacks/providers";
import { everyText } from "../support/text-places";
import { added, changed, loadOne, valid } from "./files";

const everyPlace = providerNames.flatMap((provider) =>
  everyText(fileSchema(provider)?.schema() ?? {}).map(({ path, props }) => ({ provider, path, props })),
);

const executable = [
  '${file("/etc/hostname")}',
  "%{ if true }x%{ endif }",
  "a $${b}",
  "a %%{b}",
  "#{TfToken[TOKEN.1]}",
  "-8.109562212591398e+298",
];

/** JSON is YAML too. The place of the text in it, as an editor counts. */
function written(props: object, text: string): { readonly yaml: string; readonly place: string } {
  const yaml = JSON.stringify(props, undefined, 2);
  const before = yaml.slice(0, yaml.indexOf(JSON.stringify(text))).split("\n");
  return { yaml, place: `${before.length}:${(before.at(-1) ?? "").length + 1}` };
}

test("there are hundreds of places for a text", () => {
  expect(everyPlace.length).toBeGreaterThan(400);
  expect(everyPlace.map(({ path }) => path)).toEqual(
    expect.arrayContaining(["provider", "tags.owner", "tags.(key)", "tags.(any)", "nodePools[0].labels.(key)"]),
  );
});

test.each(providerNames)("no text in a file of %s is executed: each is refused at its line and column", (provider) => {
  for (const { path, props } of everyPlace.filter((place) => place.provider === provider)) {
    for (const text of executable) {
      const { yaml, place } = written({ provider, ...props(text) }, text);
      const { file, problems } = loadOne(yaml);
      const found = problems.filter((problem) => problem.startsWith(`clusters/zaken.yaml:${place} `));
      const refusal = expect.stringMatching(/ holds .*Terraform.*a cluster file is data$/) as string;

      expect({ path, text, found }).toEqual({ path, text, found: expect.arrayContaining([refusal]) as string[] });
      expect(JSON.stringify(file.config)).not.toContain(JSON.stringify(text).slice(1, -1));
    }
  }
});

test("the problem names the text, the marks in it and the way out", () => {
  const { file, problems } = loadOne(changed('"4711"', '"zaken ${var.x} 100%{if}"'));

  expect(problems).toEqual([
    'clusters/zaken.yaml:6:43 tags.costCentre "zaken ${var.x} 100%{if}" holds ${ and %{, which Terraform would execute; a cluster file is data',
  ]);
  expect(formatProblems(file.problems)).toMatch(/Write the value itself.*\n.*to the constructs, in code/);
});

test("a text that is inherited is refused in the file where it is", () => {
  const base = 'tags:\n  owner: "${var.x}"\n  "%{a}": b\n';
  const { problems } = loadOne(`extends: ../base.yaml\n${valid.replace(/tags:.*\n/, "")}`, { "base.yaml": base });

  expect(problems).toEqual([
    expect.stringMatching(/^base\.yaml:2:10 tags\.owner "/),
    expect.stringMatching(/^base\.yaml:3:3 tags\.%\{a\} "/),
  ]);
});

test("it is refused under a key that nobody knows, too", () => {
  expect(loadOne(added('x: [{ y: "${z}" }]')).problems).toContainEqual(expect.stringMatching(/:15:10 x\[0\]\.y "\$\{z\}" holds/));
});

test.each(["costs $5 {net}", "100 % {x}", "$", "a}b{c", "#{x}", "&{x}", "1.5e+298", "8e10"])("%s is a text like any other", (text) => {
  expect(loadOne(changed('"4711"', JSON.stringify(text))).problems).toEqual([]);
});

test("a very long number is a text like any other", () => {
  expect(loadOne(changed('"4711"', `"${"1".repeat(5000)}e${"9".repeat(5000)}"`)).problems).toEqual([]);
});

test("constructs in code still take values that only Terraform knows", () => {
  const app = new App();
  const scope = new TerraformStack(app, "shared");
  const owner = new TerraformVariable(scope, "owner", { type: "string" }).stringValue;
  const props = { ...loadOne(valid).file.config, tags: { owner, costCentre: "${local.costCentre}" } };

  expect(() => providers.azure?.().addStack(app, "zaken", props)).not.toThrow();
});

import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "yaml";
import { synthesizeApp } from "../../lib/testing";
import { GoogleHavenStack, type GoogleHavenStackProps } from "../../stacks/google-haven-stack";
import { loadOne } from "../config/files";

const page = (name: string) => readFileSync(join(resolve(__dirname, "../../docs"), `${name}.md`), "utf8");
const headings = (text: string) => text.match(/^## .*$/gm);
const [, example = ""] = /```yaml\n([^]*?)```/.exec(page("google")) ?? [];

test("the page's smallest example is predicted to pass", () => {
  const { prediction } = synthesizeApp((app) => {
    new GoogleHavenStack(app, "zaken", parse(example) as GoogleHavenStackProps);
  });

  expect(prediction).toMatchObject({ failed: [], unknown: [] });
});

test("the page answers the same questions as that of another provider", () => {
  expect(headings(page("google"))).toEqual(headings(page("azure")));
});

// Extended ends up on minors that HCC refuses; without a channel Google makes no cluster any more, and a pin is refused when the channel leaves it.
test.each([
  ["releaseChannel: extended", /releaseChannel "extended" is not one of regular, stable, rapid/],
  ["releaseChannel: unspecified", /releaseChannel "unspecified" is not one of regular, stable, rapid/],
  ['kubernetesVersion: "1.35"', /kubernetesVersion is not a known key/],
])("%s is refused in a cluster file", (line, words) => {
  expect(loadOne(`${example}${line}\n`).problems).toEqual([expect.stringMatching(words)]);
});

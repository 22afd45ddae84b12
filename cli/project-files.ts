import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { providerNamed } from "../lib/config/providers";
import { packageManifest, packageRoot } from "../lib/core/source/package-root";
import { pipelineFiles, pipelineSentence, pipelineWords } from "./pipeline-files";

/** What a new project is to hold. */
export interface Project {
  readonly provider: string;
  /** Of the cluster, its file and its stack. */
  readonly name: string;
  readonly region?: string;
  readonly environment?: string;
  /** CI system, or `none`. */
  readonly pipeline: string;
}

/** Every file of a project with one cluster, by its path. */
export function projectFiles({ pipeline, ...project }: Project): Map<string, string> {
  const words: Readonly<Record<string, string>> = {
    ...project,
    projectId: randomUUID(),
    pipeline: pipelineSentence(pipeline),
    ...pipelineWords(providerNamed(project.provider)),
  };
  const filled = (name: string) => fill(template(name), words);
  return new Map([
    ["package.json", `${JSON.stringify(packageJson(project), null, 2)}\n`],
    ["cdktf.json", filled("project/cdktf.json")],
    ["main.mjs", filled("project/main.mjs")],
    [`clusters/${project.name}.yaml`, clusterFile(project)],
    ["test/clusters.test.mjs", filled("project/test/clusters.test.mjs")],
    [".gitignore", filled("project/gitignore")],
    ["README.md", filled("project/README.md")],
    ...pipelineFiles(pipeline).map(([path, name]) => [path, filled(`pipelines/${name}`)] as const),
  ]);
}

/** A line that holds nothing but a word without a text goes. */
function fill(text: string, words: Readonly<Record<string, string>>): string {
  const kept = text.replaceAll(/^\{\{(\w+)\}\}\n/gm, (line, word: string) => (words[word] === "" ? "" : line));
  return kept.replaceAll(/\{\{(\w+)\}\}/g, (_, word: string) => words[word] ?? "");
}

function template(name: string): string {
  return readFileSync(join(packageRoot(), "templates", name), "utf8");
}

/** The provider's template, with what was answered in the place of what stands there. */
function clusterFile({ provider, ...given }: Omit<Project, "pipeline">): string {
  return Object.entries(given).reduce(
    (text, [key, value]) =>
      text.replace(new RegExp(`^${key}: .*$`, "m"), () => `${key}: ${/^[\w-]+$/.test(value) ? value : JSON.stringify(value)}`),
    template(`clusters/${provider}.yaml`),
  );
}

function packageJson({ provider, name }: Omit<Project, "pipeline">): object {
  const { version = "", engines, peerDependencies = {}, devDependencies = {} } = packageManifest();
  // Kubernetes and Helm are inside every cluster.
  const bindings = [providerNamed(provider).resourcePrefix.replace(/_$/, ""), "helm", "kubernetes"].map(
    (name) => `@cdktf/provider-${name}`,
  );
  const peers = Object.entries(peerDependencies).filter(([peer]) => ["cdktf", "constructs", ...bindings].includes(peer));
  // The command of cdktf asks HashiCorp's Checkpoint service otherwise.
  const cdktf = (command: string) => `cross-env CHECKPOINT_DISABLE=1 cdktf ${command}`;
  return {
    name,
    private: true,
    engines,
    scripts: {
      start: "node main.mjs",
      synth: cdktf("synth"),
      diff: cdktf("diff"),
      // cdktf plans and applies in one go, so nothing can judge the plan in between.
      predeploy: "echo cdktf deploy does not run guard. How to judge the plan first: node_modules/haven-cdktf/docs/guard.md",
      deploy: cdktf("deploy"),
      destroy: cdktf("destroy"),
      test: "node --test",
    },
    dependencies: Object.fromEntries<string>([...peers, ["haven-cdktf", `^${version}`] as const].sort()),
    devDependencies: {
      "cdktf-cli": peerDependencies.cdktf,
      "cross-env": `^${devDependencies["cross-env"] ?? ""}`,
    },
  };
}

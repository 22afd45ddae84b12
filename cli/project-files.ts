import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { packageManifest, packageRoot } from "../lib/core/package-root";

/** What a new project is to hold. */
export interface Project {
  readonly provider: string;
  /** Of the cluster, its file and its stack. */
  readonly name: string;
  readonly region?: string;
  readonly environment?: string;
}

/** Every file of a project with one cluster, by its path. */
export function projectFiles(project: Project): Map<string, string> {
  const words: Readonly<Record<string, string>> = { ...project, projectId: randomUUID(), pipeline: "" };
  const fill = (text: string) => text.replaceAll(/\{\{(\w+)\}\}/g, (_, word: string) => words[word] ?? "");
  return new Map([
    ["package.json", `${JSON.stringify(packageJson(project), null, 2)}\n`],
    ["cdktf.json", fill(template("project/cdktf.json"))],
    ["main.mjs", template("project/main.mjs")],
    [`clusters/${project.name}.yaml`, clusterFile(project)],
    ["test/clusters.test.mjs", template("project/test/clusters.test.mjs")],
    [".gitignore", template("project/gitignore")],
    ["README.md", fill(template("project/README.md"))],
  ]);
}

function template(name: string): string {
  return readFileSync(join(packageRoot(), "templates", name), "utf8");
}

/** The provider's template, with what was answered in the place of what stands there. */
function clusterFile({ provider, ...given }: Project): string {
  return Object.entries(given).reduce(
    (text, [key, value]) =>
      text.replace(new RegExp(`^${key}: .*$`, "m"), () => `${key}: ${/^[\w-]+$/.test(value) ? value : JSON.stringify(value)}`),
    template(`clusters/${provider}.yaml`),
  );
}

function packageJson({ provider, name }: Project): object {
  const { version = "", engines, peerDependencies = {}, devDependencies = {} } = packageManifest();
  // `azure` is in the name of azurerm too; Kubernetes and Helm are inside every cluster.
  const needed = ["cdktf", "constructs", `@cdktf/provider-${provider}`, "@cdktf/provider-helm", "@cdktf/provider-kubernetes"];
  const peers = Object.entries(peerDependencies).filter(([peer]) => needed.some((start) => peer.startsWith(start)));
  // The command of cdktf asks HashiCorp's Checkpoint service otherwise.
  const cdktf = (command: string) => `cross-env CHECKPOINT_DISABLE=1 cdktf ${command}`;
  return {
    name,
    private: true,
    engines,
    scripts: { synth: cdktf("synth"), diff: cdktf("diff"), deploy: cdktf("deploy"), destroy: cdktf("destroy"), test: "node --test" },
    dependencies: Object.fromEntries<string>([...peers, ["haven-cdktf", `^${version}`] as const].sort()),
    devDependencies: {
      "cdktf-cli": peerDependencies.cdktf,
      "cross-env": `^${devDependencies["cross-env"] ?? ""}`,
    },
  };
}

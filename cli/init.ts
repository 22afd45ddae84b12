import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { loadClusterFiles, type LocatedProblem } from "../lib/config";
import { providerNamed, providerNames } from "../lib/config/providers";
import { printable } from "../lib/core/text/shown";
import { ConfigurationError } from "../lib/core/validation/errors";
import { type Ask, asking } from "./ask";
import { finish, Misuse } from "./outcome";
import { pipelines } from "./pipeline-files";
import { type Project, projectFiles } from "./project-files";
import { withProgress } from "./progress";
import { subcommand } from "./subcommand";
import { writeProject } from "./write-project";

interface InitOptions {
  readonly provider?: string;
  readonly name?: string;
  readonly region?: string;
  readonly environment?: string;
  readonly pipeline?: string;
  readonly folder: string;
  readonly json?: boolean;
}

const environments = ["production", "acceptance", "test", "development"];

/** Writes a project with one cluster, which synthesizes as it is. */
export function initCommand(): Command {
  return subcommand("init", [
    ["init", "asks what it needs to know"],
    [`init --provider ${providerNames[0] ?? ""} --name zaken-prod`, "asks nothing"],
    [`init --provider ${providerNames[1] ?? ""} --folder zaken`, "in a folder that is made"],
  ])
    .addOption(new Option("--provider <name>", "where the cluster runs").choices(providerNames))
    .option("--name <name>", "of the cluster, its file and its stack (default: the folder's name)")
    .option("--region <name>", "region of the provider (default: the example's)")
    .addOption(new Option("--environment <name>", "what the cluster is for (default: production)").choices(environments))
    .addOption(new Option("--pipeline <system>", "CI system that plans and applies (default: gitlab)").choices(pipelines))
    .option("--folder <path>", "where the project goes", ".")
    .action(async (options: InitOptions) => {
      const folder = resolve(options.folder);
      const project = await asking((ask) => answers(options, folder, ask));
      const files = projectFiles(project);
      await withProgress("Checking the cluster file", () => checkCluster(project.name, files), { blocks: true });
      writeProject(folder, files);
      const names = [...files.keys()];
      const next = [...(options.folder === "." ? [] : [`cd ${options.folder}`]), "npm install", "npx cdktf synth", "npm test"];
      const text = [...names.map((file) => join(options.folder, file)), "", "Next:", ...next.map((command) => `  ${command}`)];
      finish({ json: { files: names, next }, text: text.join("\n") }, options);
    });
}

/** What was not said as a flag is asked, where there is somebody to answer. */
export async function answers(options: Omit<InitOptions, "json">, folder: string, ask: Ask | undefined): Promise<Project> {
  const provider = options.provider ?? (await ask?.("Provider", { choices: providerNames }));
  if (provider === undefined) throw new Misuse(`--provider is missing: one of ${providerNames.join(", ")}`);
  const fallback = stackName(basename(folder)) ?? "zaken-prod";
  const name = options.name ?? (await ask?.("Name of the cluster", { fallback })) ?? fallback;
  if (stackName(name) !== name) {
    throw new Misuse(`--name ${JSON.stringify(name)} is not a name: a lower case letter, then letters, digits and dashes`);
  }
  const [problem] = options.region === undefined ? [] : providerNamed(provider).regionProblems(options.region);
  if (problem) throw new Misuse(`--region ${printable(problem.message)}; nothing was written`);
  const environment = options.environment ?? (await ask?.("Environment", { choices: environments, fallback: "production" }));
  const pipeline = options.pipeline ?? (await ask?.("Pipeline", { choices: pipelines, fallback: "gitlab" })) ?? "gitlab";
  return {
    provider,
    name,
    pipeline,
    ...(environment !== undefined && { environment }),
    ...(options.region !== undefined && { region: options.region }),
  };
}

/** The name of a folder as that of a stack, where it can be one. */
function stackName(folder: string): string | undefined {
  const name = folder.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-");
  return /^[a-z][a-z0-9-]*[a-z0-9]$/.exec(name)?.[0];
}

/** Refuses answers that the cluster file can't hold, before anything is written. */
async function checkCluster(name: string, files: ReadonlyMap<string, string>): Promise<void> {
  const trial = mkdtempSync(join(tmpdir(), "haven-init-"));
  try {
    mkdirSync(join(trial, "clusters"));
    writeFileSync(join(trial, "clusters", `${name}.yaml`), files.get(`clusters/${name}.yaml`) ?? "");
    const [problem] = await problemsOf(join(trial, "clusters"));
    if (problem) throw new Misuse(`${problem.path} ${problem.message}; nothing was written`);
  } finally {
    rmSync(trial, { recursive: true });
  }
}

/** The provider's own objections too, where its bindings are installed: `npx` brings none, and then the first synth says them. */
async function problemsOf(folder: string): Promise<readonly LocatedProblem[]> {
  const { loadClusters } = await import("../stacks/clusters.js");
  try {
    return loadClusters(folder).problems;
  } catch (error) {
    if (error instanceof ConfigurationError) return loadClusterFiles(folder).flatMap(({ problems }) => problems);
    throw error;
  }
}

import { App } from "cdktf";
import { reportCompliance, synthesizeWithReport } from "./lib/compliance";
import { formatProblems, loadClusterFiles } from "./lib/config";
import { ConfigurationError } from "./lib/core/errors";
import { providers } from "./stacks/providers";

/** Every file under `clusters/` becomes a stack under `cdktf.out/stacks` and a part of one report. */
async function main(): Promise<number> {
  const files = loadClusterFiles("clusters", { select: process.env.HAVEN_CLUSTERS });
  const stacks = await Promise.all(files.map(async (file) => ({ file, provider: await providers[file.provider ?? ""]?.() })));

  const problems = stacks.flatMap(({ file, provider }) => [
    ...file.problems,
    ...(provider?.problems(file.config) ?? []).map((problem) => file.locate(problem)),
  ]);
  if (problems.length > 0) {
    console.error(formatProblems(problems));
    return 1;
  }

  const app = new App();
  const compliance = reportCompliance(app);
  for (const { file, provider } of stacks) provider?.addStack(app, file.name, file.config);
  return synthesizeWithReport(app, compliance);
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // What a user did wrong is said in words, and what the disk refuses; anything else is a mistake of ours, whose trace helps.
    const inWords = error instanceof ConfigurationError || (error instanceof Error && "syscall" in error);
    console.error(inWords ? error.message : error);
    process.exitCode = 1;
  },
);

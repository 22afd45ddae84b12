import { App } from "cdktf";
import { reportCompliance, synthesizeWithReport } from "./lib/compliance";
import { formatProblems, loadClusterFiles } from "./lib/config";
import { ConfigurationError } from "./lib/core/errors";
import { providers } from "./stacks/providers";

/** Every file under `clusters/` becomes a stack under `cdktf.out/stacks` and a part of one report. */
async function main(): Promise<number> {
  const files = loadClusterFiles("clusters", { select: process.env.HAVEN_CLUSTERS, upgrade: process.env.HAVEN_UPGRADE });
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
  const compliance = reportCompliance(app, {
    locate: (stack, prop) => files.find(({ name }) => name === stack)?.locate({ path: prop, message: "" }),
  });
  for (const { file, provider } of stacks) provider?.addStack(app, file.name, file.config);
  return synthesizeWithReport(app, compliance);
}

function isDiskError(error: unknown): error is Error {
  return error instanceof Error && "syscall" in error;
}

const diskWords = ({ message }: Error) =>
  `${message}\nThe stacks are written below cdktf.out, or CDKTF_OUTDIR: it must be a folder that you may write to, with room on its disk.`;

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    // What a user did wrong is said in words, and what the disk refuses; anything else is a mistake of ours, whose trace helps.
    console.error(error instanceof ConfigurationError ? error.message : isDiskError(error) ? diskWords(error) : error);
    process.exitCode = 1;
  },
);

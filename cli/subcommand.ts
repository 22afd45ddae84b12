import { Command } from "commander";

/** A command as a person would type it, without `haven-cdktf`, and what it is for. */
export type Example = readonly [command: string, purpose: string];

/** Makes a subcommand with `--json` and with examples below its help. `subcommands.ts` has its summary. */
export function subcommand(name: string, examples: readonly Example[]): Command {
  const width = Math.max(...examples.map(([command]) => command.length));
  const lines = examples.map(([command, purpose]) => `  $ haven-cdktf ${command.padEnd(width)}  # ${purpose}`);
  return new Command(name).option("--json", "print the result as JSON").addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}

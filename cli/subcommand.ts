import { Command } from "commander";
import { subcommands } from "./subcommands";

/** A command as a person would type it, without `haven-cdktf`, and what it is for. */
export type Example = readonly [command: string, purpose: string];

/** What every subcommand has: its summary, `--json`, and examples below its help. */
export function subcommand(name: string, examples: readonly Example[]): Command {
  const width = Math.max(...examples.map(([command]) => command.length));
  const lines = examples.map(([command, purpose]) => `  $ haven-cdktf ${command.padEnd(width)}  # ${purpose}`);
  return new Command(name)
    .description(subcommands[name]?.summary ?? "")
    .option("--json", "print the result as JSON")
    .addHelpText("after", `\nExamples:\n${lines.join("\n")}`);
}

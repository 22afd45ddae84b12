#!/usr/bin/env node
import { Command, CommanderError } from "commander";
import { ConfigurationError } from "../lib/core/validation/errors";
import { packageVersion } from "../lib/core/source/package-root";
import { printable, shownFile } from "../lib/core/text/shown";
import { diskReason } from "./files";
import { exitCodes, Misuse } from "./outcome";
import { subcommands } from "./subcommands";

/** The program with the one subcommand that was asked for; the others are there by name only. */
async function program(args: readonly string[]): Promise<Command> {
  const asked = args[0] === "help" ? args[1] : args[0];
  const made = new Command("haven-cdktf")
    .description("Kubernetes clusters built to pass the Haven Compliancy Checker: start, change, upgrade, tear down")
    .version(packageVersion())
    .addHelpText("after", "\nExit codes: 0 fine, 1 something to look at, 2 wrong use or a file that can't be used.");
  for (const [name, { summary, load }] of Object.entries(subcommands)) {
    if (name === asked) made.addCommand((await load()).description(summary));
    else made.command(name).description(summary).allowExcessArguments().allowUnknownOption();
  }
  return made;
}

/** One line on standard error, however commander would have put it. */
function quiet(command: Command): void {
  command.exitOverride().configureOutput({ outputError: () => undefined });
  command.commands.forEach(quiet);
}

async function main(args: readonly string[]): Promise<void> {
  const made = await program(args);
  quiet(made);
  if (args.length === 0) {
    made.outputHelp({ error: true });
    process.exitCode = exitCodes.misuse;
    return;
  }
  // Commander would answer this with the help of the whole, and no word about what was asked.
  const [first, second] = args;
  if (first === "help" && second !== undefined && !Object.hasOwn(subcommands, second))
    throw new Misuse(`unknown command '${printable(second)}'`);
  await made.parseAsync(args, { from: "user" });
}

function refuse(message: string): void {
  console.error(`haven-cdktf: ${message}`);
  process.exitCode = exitCodes.misuse;
}

function usage({ message }: CommanderError, first = ""): string {
  const line = message
    .replace(/^error: /, "")
    .replaceAll("\n", " ")
    .replace(/\.$/, "");
  return `${line}; see haven-cdktf ${Object.hasOwn(subcommands, first) ? `${first} ` : ""}--help`;
}

function disk(error: NodeJS.ErrnoException): string {
  return `${error.path === undefined ? "a file" : shownFile(error.path)} can't be used: ${diskReason(error)}`;
}

// Whoever reads the output, `head` for one, may stop before its end.
process.stdout.on("error", ({ code }: NodeJS.ErrnoException) => {
  if (code !== "EPIPE") process.exitCode = exitCodes.misuse;
});

const args = process.argv.slice(2);
main(args).catch((error: unknown) => {
  if (error instanceof CommanderError) {
    if (error.exitCode !== 0) refuse(usage(error, args[0]));
  } else if (error instanceof Misuse) refuse(error.message);
  else if (error instanceof ConfigurationError) refuse(error.message);
  // Ctrl-C or Ctrl-D at a question: as a shell says it, without a trace.
  else if (error instanceof Error && error.name === "AbortError") process.exitCode = 130;
  else if (error instanceof Error && "syscall" in error) refuse(disk(error as NodeJS.ErrnoException));
  else {
    // A mistake of ours, whose trace helps.
    console.error(error);
    process.exitCode = exitCodes.misuse;
  }
});

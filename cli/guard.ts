import { readSync, openSync, closeSync, statSync } from "node:fs";
import type { Command } from "commander";
import { printable, shownFile } from "../lib/core/text/shown";
import { judge } from "../lib/guard/judge";
import { NotAPlan, readPlan } from "../lib/guard/plan";
import { judgementText } from "../lib/guard/text";
import { readJsonInput } from "./files";
import { finish, Misuse } from "./outcome";
import { withProgress } from "./progress";
import { subcommand } from "./subcommand";

const hint = "make it with terraform show -json plan.tfplan > plan.json (or tofu)";

/** Twenty times the plan of a fleet of its own; Node reads no text beyond twice this. */
const limitMib = 256;

/** Reads a plan, and refuses what would hurt. */
export function guardCommand(): Command {
  return subcommand("guard", [
    ["guard plan.json", "after terraform (or tofu) plan -out plan.tfplan, and show -json plan.tfplan > plan.json"],
    ["guard plan.json --allow azurerm_subnet.extra_1A2B3C4D", "allow exactly one thing that was refused"],
    ["guard - --json < plan.json", "for a program"],
  ])
    .argument("<plan.json>", "the plan as JSON, also of a plan that ended with an error; - is standard input")
    .option(
      "--allow <address>",
      "allow exactly this finding, as guard printed it; may be given again",
      (given: string, before: string[]) => [...before, given],
      [],
    )
    .action((file: string, options: { readonly allow: readonly string[]; readonly json?: boolean }) =>
      withProgress(
        "reading the plan",
        () => {
          const judgement = judge(readPlanFile(file), options.allow);
          finish({ json: judgement, text: printed(judgementText(judgement)), findings: judgement.verdict === "refused" }, options);
        },
        { blocks: true },
      ),
    );
}

/** Names and values of a plan may hold anything, what a terminal acts on too. */
const printed = (text: string) => text.split("\n").map(printable).join("\n");

function readPlanFile(file: string) {
  refuseAtSight(file);
  const json = readJsonInput(file, hint);
  try {
    return readPlan(json);
  } catch (error) {
    if (!(error instanceof NotAPlan)) throw error;
    throw new Misuse(`${file === "-" ? "standard input" : shownFile(file)} ${error.message}; ${hint}`);
  }
}

/** What is plain from the first bytes, and what would only fill the memory. */
function refuseAtSight(file: string): void {
  const stat = file === "-" ? undefined : statSync(file, { throwIfNoEntry: false });
  if (stat?.isFile() !== true) return;
  if (stat.size > limitMib * 2 ** 20) {
    throw new Misuse(`${shownFile(file)} is ${Math.ceil(stat.size / 2 ** 20)} MiB; a plan is at most ${limitMib} MiB`);
  }
  const start = firstBytes(file);
  if (start.startsWith("PK")) throw new Misuse(`${shownFile(file)} is a plan as Terraform keeps it, not JSON; ${hint}`);
  if (start.startsWith('{"@level"')) throw new Misuse(`${shownFile(file)} is the log of terraform plan -json, not the plan; ${hint}`);
}

function firstBytes(file: string): string {
  const bytes = Buffer.alloc(16);
  try {
    const handle = openSync(file, "r");
    try {
      readSync(handle, bytes);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Whoever reads all of it says why it can't be read.
  }
  return bytes.toString("latin1");
}

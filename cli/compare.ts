import type { Command } from "commander";
import { readHccOutput } from "../lib/compliance/hcc-output";
import { shownFile } from "../lib/core/text/shown";
import { type ComparisonOptions, finishComparison, readPredicted, withComparisonOptions } from "./comparison";
import { readJsonInput } from "./files";
import { Misuse } from "./outcome";
import { subcommand } from "./subcommand";

/** Puts what HCC said beside what was predicted. */
export function compareCommand(): Command {
  const command = subcommand("compare", [
    ["compare hcc.json", "after: haven check --output=json > hcc.json"],
    ["compare compliancies.json", "after: kubectl get compliancies -o json > compliancies.json"],
    ["compare hcc.json --cluster zaken-prod --out evidence", "one cluster of several; every form of the report below evidence/"],
  ]).argument("<hcc>", "what HCC wrote as JSON, or its Compliancy object; - is standard input");
  return withComparisonOptions(command).action((hcc: string, options: ComparisonOptions) => {
    const predicted = readPredicted(options);
    const observation = readHccOutput(readJsonInput(hcc, "haven check --output=json makes it"));
    if (observation === undefined) {
      throw new Misuse(`${hcc === "-" ? "standard input" : shownFile(hcc)} is not what HCC writes; haven check --output=json makes it`);
    }
    finishComparison(predicted, observation, options);
  });
}

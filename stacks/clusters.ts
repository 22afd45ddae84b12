import type { App } from "cdktf";
import { type ComplianceReport, reportCompliance } from "../lib/compliance/report-compliance";
import { type ClusterFile, firstProblems, type LoadOptions, loadClusterFiles, type LocatedProblem, passedOver } from "../lib/config";
import { checked } from "../lib/core/schema/checked";
import { shownFile } from "../lib/core/text/shown";
import { ConfigurationError } from "../lib/core/validation/errors";
import { providers, type StackProvider } from "./providers";

/** Cluster files with what their providers make of them. */
export interface Clusters {
  readonly files: readonly ClusterFile[];
  /** Everything that is wrong with them, the provider's objections included. Nothing may be made while there are any. */
  readonly problems: readonly LocatedProblem[];
  /** What a person should know although nothing is wrong: YAML files that are no cluster. */
  readonly notices: readonly string[];
  /** Adds a stack for each file, and the report on all. */
  readonly addTo: (app: App) => ComplianceReport;
}

/** Loads the cluster files of a directory, and collects the problems of all of them. */
export function loadClusters(directory: string, options: LoadOptions = {}): Clusters {
  const files = loadClusterFiles(directory, options);
  const stacks = files.map((file) => ({ file, provider: loadProvider(file.provider) }));
  return {
    files,
    problems: stacks.flatMap(({ file, provider }) =>
      firstProblems(file.path, [
        ...file.problems,
        ...(provider?.problems(file.config) ?? []).map((problem) => file.locate(problem)),
        ...stackNameProblems(file, files),
      ]),
    ),
    notices: options.select ? [] : passedOver(directory, files),
    addTo: (app) => {
      const byName = new Map(files.map((file) => [file.name, file]));
      const compliance = reportCompliance(app, { locate: (stack, prop) => byName.get(stack)?.locate({ path: prop, message: "" }) });
      for (const { file, provider } of stacks) provider?.addStack(app, file.name, checked(file.config));
      return compliance;
    },
  };
}

/** A baseline in a stack of its own gets a name that a file of its own could have. */
function stackNameProblems(file: ClusterFile, files: readonly ClusterFile[]): LocatedProblem[] {
  const baseline = file.config.baseline as { readonly placement?: string } | undefined;
  const name = `${file.name}-baseline`;
  const twin = baseline?.placement === "separate" ? files.find((other) => other.name === name) : undefined;
  const message = `makes the stack ${name}, and ${twin === undefined ? "" : shownFile(twin.path)} makes one of that name too; rename one of the files`;
  return twin === undefined ? [] : [file.locate({ path: "baseline.placement", message })];
}

function loadProvider(name = ""): StackProvider | undefined {
  try {
    return providers[name]?.();
  } catch (error) {
    const [, missing] = /Cannot find module '(@cdktf\/provider-[a-z]+)/.exec(String(error)) ?? [];
    if (missing === undefined) throw error;
    const hint = `npm install ${[missing, "@cdktf/provider-helm", "@cdktf/provider-kubernetes"].join(" ")}`;
    throw new ConfigurationError(name, [{ path: missing, message: "is not installed", hint }]);
  }
}

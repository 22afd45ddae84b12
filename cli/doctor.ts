import { existsSync } from "node:fs";
import type { Command } from "commander";
import type { ClusterFile } from "../lib/config";
import { providerNamed } from "../lib/config/providers";
import { ConfigurationError } from "../lib/core/validation/errors";
import { table } from "../lib/core/text/table";
import type { Check } from "./doctor/check";
import { backendType, clusterChecks } from "./doctor/clusters";
import { forS3, nodeCheck, terraformCheck } from "./doctor/machine";
import { providerChecks } from "./doctor/providers";
import { finish, Misuse } from "./outcome";
import { projectClusters } from "./project-clusters";
import { withProgress } from "./progress";
import { subcommand } from "./subcommand";

/** Looks at this machine, the logins and the cluster files, and says what is in the way of a deploy. */
export function doctorCommand(): Command {
  return subcommand("doctor", [
    ["doctor", "what is in the way of a deploy from here"],
    ["doctor --clusters zaken-prod", "of one cluster"],
    ["doctor --json", "for a program"],
  ])
    .option("--clusters <names>", "names of cluster files, with * for any text, separated by commas (default: HAVEN_CLUSTERS, or all)")
    .action(async (options: { readonly clusters?: string; readonly json?: boolean }) => {
      const { files, checks: ofFiles, refused } = clusterFiles(options.clusters);
      const checks = await withProgress("Looking around", async () => [...(await machine(files)), ...ofFiles]);
      const findings = checks.some(({ status }) => status === "missing");
      finish({ json: { checks }, text: words(checks), findings }, options);
      if (refused) throw refused;
    });
}

interface Files {
  readonly files: readonly ClusterFile[];
  readonly checks: readonly Check[];
  /** Said after everything else was looked at. */
  readonly refused?: Error;
}

function clusterFiles(select: string | undefined): Files {
  const name = "cluster files";
  if (!existsSync("clusters")) {
    return {
      files: [],
      checks: [{ name, status: "missing", found: "no folder clusters here", todo: "haven-cdktf init writes a project" }],
    };
  }
  try {
    const { files } = projectClusters(select);
    const found = files.length === 1 ? "1, without a mistake" : `${files.length}, without a mistake`;
    const backends = [...new Set(files.map(({ config }) => backendType(config.backend)))].sort().join(", ");
    return { files, checks: [{ name, status: "ok", found: `${found}; state: ${backends}` }, ...files.flatMap(clusterChecks)] };
  } catch (error) {
    if (!(error instanceof Misuse || error instanceof ConfigurationError)) throw error;
    return { files: [], checks: [{ name, status: "missing", found: "can't be used", todo: "see below" }], refused: error };
  }
}

async function machine(files: readonly ClusterFile[]): Promise<Check[]> {
  const used = [...new Set(files.flatMap(({ provider }) => provider ?? []))].sort();
  const needs = files
    .flatMap(({ provider, config }) => [
      backendType(config.backend) === "s3" ? forS3 : undefined,
      provider === undefined ? undefined : providerNamed(provider).terraform?.(config),
    ])
    .filter((need) => need !== undefined);
  const ofProviders = used.map((name) => {
    const configs = files.filter(({ provider }) => provider === name).map(({ config }) => config);
    return providerChecks(providerNamed(name), configs);
  });
  return [nodeCheck(), ...(await Promise.all([terraformCheck(needs), ...ofProviders])).flat()];
}

function words(checks: readonly Check[]): string {
  const rows = checks.map(({ name, status, found, todo }) => [
    status === "missing" ? "MISSING" : status,
    name,
    todo === undefined ? found : `${found}: ${todo}`,
  ]);
  const missing = checks.filter(({ status }) => status === "missing").length;
  return `${table(rows)}\n\n${missing === 0 ? "Nothing is in the way." : `${missing} in the way of a deploy from here.`}`;
}

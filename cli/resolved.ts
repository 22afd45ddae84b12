import type { Report, SettingReport } from "../lib/compliance/report";
import type { ClusterFile } from "../lib/config";
import { type ResolvedSetting, resolvedSettings } from "../lib/config/resolved-settings";
import { shownFile } from "../lib/core/text/shown";
import { table } from "../lib/core/text/table";

/** What a cluster is set to, in the words of its file, and as Terraform reads it. */
export interface ResolvedCluster {
  readonly stack: string;
  readonly settings: readonly ResolvedSetting[];
  /** With every default that depends on something filled in. */
  readonly synthesized: readonly SettingReport[];
}

export function resolvedClusters(files: readonly ClusterFile[], { clusters }: Report): ResolvedCluster[] {
  const byStack = new Map(clusters.map((cluster) => [cluster.stack, cluster.settings]));
  return files.map((file) => ({
    stack: file.name,
    settings: resolvedSettings(file).map(({ file: source, ...setting }) => ({
      ...setting,
      ...(source !== undefined && { file: shownFile(source) }),
    })),
    synthesized: byStack.get(file.name) ?? [],
  }));
}

export function resolvedText(clusters: readonly ResolvedCluster[]): string {
  return clusters
    .flatMap(({ stack, settings, synthesized }) => [
      `${stack}: what it is set to`,
      table([["SETTING", "VALUE", "FROM"], ...settings.map(row)]),
      "",
      `${stack}: the same as Terraform reads it`,
      table([
        ["SETTING", "VALUE", "RESOURCE"],
        ...synthesized.map(({ title, value, address, attribute }) => [
          title.en,
          shown(value),
          [address, attribute].filter((part) => part !== undefined).join(" "),
        ]),
      ]),
      "",
    ])
    .join("\n")
    .trimEnd();
}

function row({ path, value, words, origin, file, line }: ResolvedSetting): string[] {
  const from = file === undefined ? origin : `${origin}, ${[file, line].filter((part) => part !== undefined).join(":")}`;
  return [path, words ?? shown(value), from];
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "known at apply";
  return typeof value === "string" ? value : JSON.stringify(value);
}

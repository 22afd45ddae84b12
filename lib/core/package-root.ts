import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The folder of this package, which lies at another depth above the sources than above the built files. */
export function packageRoot(): string {
  const candidates = ["../..", "../../.."].map((up) => join(__dirname, up));
  return candidates.find((folder) => manifestAt(folder)?.name === "haven-cdktf") ?? join(__dirname, "../..");
}

/** Version of this package. */
export function packageVersion(): string {
  return manifestAt(packageRoot())?.version ?? "unknown";
}

function manifestAt(folder: string): { readonly name?: string; readonly version?: string } | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name?: string; version?: string };
  } catch {
    return undefined;
  }
}

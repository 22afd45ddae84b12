import { readFileSync } from "node:fs";
import { join } from "node:path";

/** Root folder of this package. Sources and built files are at different depths below it. */
export function packageRoot(): string {
  const candidates = ["../../..", "../../../.."].map((up) => join(__dirname, up));
  return candidates.find((folder) => manifestAt(folder)?.name === "haven-cdktf") ?? join(__dirname, "../../..");
}

/** Version of this package. */
export function packageVersion(): string {
  return packageManifest().version ?? "unknown";
}

/** The package's own `package.json`. */
export function packageManifest(): Manifest {
  return manifestAt(packageRoot()) ?? {};
}

interface Manifest {
  readonly name?: string;
  readonly version?: string;
  readonly engines?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function manifestAt(folder: string): Manifest | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
  } catch {
    return undefined;
  }
}

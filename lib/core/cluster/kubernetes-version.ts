import { Token } from "cdktf";
import type { Problem } from "../validation/errors";

/** Upstream Kubernetes releases, for HCC's window of three minors. Read on 2026-11-22; the month is certain, the day not always. */
export const kubernetesReleases = {
  asOf: "2026-11-22",
  /** Earliest possible first day of each minor. */
  // renovate: datasource=github-releases depName=kubernetes/kubernetes extractVersion=^v(?<version>\d+\.\d+)\.0$ newest=1.37
  minors: { "1.33": "2025-04-23", "1.34": "2025-08-27", "1.35": "2025-12-17", "1.36": "2026-04-01", "1.37": "2026-08-01" },
} as const;

/** HCC accepts the newest stable minor and the three before it. */
export const hccMinorWindow = 3;

// Kubernetes plans three releases per year, so an outdated table is assumed to miss one minor per fifteen weeks.
const daysBetweenMinors = 105;

/** Versions that a platform offers: dated facts. */
export interface PlatformVersions {
  readonly asOf: string;
  /** Version of a cluster that names none. */
  readonly default: string;
  /** Last day of the platform's support for each minor. */
  readonly supportedUntil: Readonly<Record<string, string>>;
  /** Minors with a result in cncf/k8s-conformance, read on a date of its own. */
  readonly conformant: { readonly asOf: string; readonly minors: readonly string[] };
}

/** `1.36` of `1.36` and of `1.36.2`. */
export function minorOf(version: string): string {
  // With patches by themselves only a minor may be given, so what Terraform computes is one.
  if (Token.isUnresolved(version)) return version;
  return version.split(".").slice(0, 2).join(".");
}

/** Number of minors between two versions: 3 for 1.33 and 1.36. NaN when one of them is no version. */
export function minorsBetween(older: string, newer: string): number {
  return minorNumber(newer) - minorNumber(older);
}

/** 36 of `1.36`, `1.36.2` and `1.36.2-build.100`; NaN for what is no version of Kubernetes, such as `9.36` and `v1.36`. */
function minorNumber(version: string): number {
  return Number(/^1\.(\d{1,3})(?![\d\w])/.exec(version)?.[1] ?? Number.NaN);
}

/** Newest minor that may be released on a day. Beyond the table, the usual pace of releases is assumed. */
export function newestMinor(asOf: Date): { readonly known: string; readonly assumed: string } {
  const released = Object.entries(kubernetesReleases.minors).filter(([, day]) => Date.parse(day) <= asOf.getTime());
  const [known, since] = released.at(-1) ?? ["1.33", kubernetesReleases.minors["1.33"]];
  const isLast = known === Object.keys(kubernetesReleases.minors).at(-1);
  const missed = isLast ? Math.floor((asOf.getTime() - Date.parse(since)) / 86_400_000 / daysBetweenMinors) : 0;
  return { known, assumed: `1.${Number(known.split(".")[1]) + missed}` };
}

/** Who installs patch releases: the platform (`patch`), or nobody until the code changes (`none`). */
export type Upgrades = "patch" | "none";

/** Refuses versions that can't work. A minor that is newer than the table is left to the platform. */
export function versionProblems(platform: PlatformVersions, version: string, upgrades: Upgrades): Problem[] {
  const path = "kubernetesVersion";
  const oldest = Object.keys(platform.supportedUntil)[0] ?? platform.default;
  if (!/^1\.\d{1,3}(\.\d{1,3})?$/.test(version)) {
    return [{ path, message: `"${version}" is not a version such as "${platform.default}" (quoted, or YAML reads a number)` }];
  }
  if (minorsBetween(oldest, minorOf(version)) < 0) {
    return [
      { path, message: `${version} is no longer offered since before ${platform.asOf}; oldest: ${oldest}, default: ${platform.default}` },
    ];
  }
  if (upgrades === "patch" && version !== minorOf(version)) {
    const hint = "with upgrades: none your code owns the exact patch";
    return [{ path, message: `${version} names a patch while upgrades: patch moves it; give "${minorOf(version)}"`, hint }];
  }
  return [];
}

/** Warning about a version that isn't refused; undefined when the table knows it. */
export function versionWarning(platform: PlatformVersions, version: string): string | undefined {
  const known = minorOf(version) in platform.supportedUntil;
  return known || Token.isUnresolved(version)
    ? undefined
    : `Kubernetes ${version} is newer than what is known of the platform on ${platform.asOf}; check that your region offers it`;
}

/** Whether `HAVEN_UPGRADE` names this stack: then, for this one synth, the code's version is applied. */
export function upgradeRequested(stackName: string): boolean {
  const named = (process.env.HAVEN_UPGRADE ?? "").split(",").map((name) => name.trim());
  return named.includes(stackName);
}

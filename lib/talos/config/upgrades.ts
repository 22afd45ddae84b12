import { minorOf, minorsBetween, type Upgrades, versionProblems } from "../../core/cluster/kubernetes-version";
import type { Problem } from "../../core/validation/errors";
import { talosContract } from "./defaults";
import { talosVersions } from "./versions";

/** Nothing patches machines of one's own. */
export function upgradeProblems(upgrades: Upgrades | undefined): Problem[] {
  if (upgrades !== "patch") return [];
  const hint = "leave it out: your code owns the version, and the page on upgrades says how to raise it, one machine at a time";
  return [{ path: "upgrades", message: "is patch; nothing patches machines of your own by itself", hint }];
}

/** So the version is the one that runs, to the patch. */
export function exactVersionProblems(version: string): Problem[] {
  const problems = versionProblems(talosVersions, version, "none");
  const path = "kubernetesVersion";
  const newest = Object.keys(talosVersions.supportedUntil).at(-1) ?? minorOf(talosVersions.default);
  if (problems.length === 0 && minorsBetween(newest, minorOf(version)) > 0) {
    // Which Talos it is, this library decides, so a newer Kubernetes is not somebody else's to know.
    return [{ path, message: `${version} is newer than what Talos ${talosContract} takes, up to ${newest}` }];
  }
  if (problems.length > 0 || minorOf(version) !== version) return problems;
  const message = `${version} names no patch; an image of Kubernetes has an exact version, such as "${talosVersions.default}"`;
  return [{ path, message }];
}

import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import { accessProblems, type TalosAccess } from "./access";
import { type TalosConfig, talosProblems } from "./talos";
import { exactVersionProblems } from "./upgrades";

/** Props of a cluster that its control plane takes, as `TalosHavenClusterProps` describes them. */
export interface TalosControlPlaneSettings {
  readonly kubernetesVersion?: string;
  readonly access: TalosAccess;
  readonly talos?: TalosConfig;
}

/** Rules for a control plane, beside its schema. */
export function controlPlaneProblems(given: Incomplete<TalosControlPlaneSettings>, virtualIp: string | undefined): Problem[] {
  const { kubernetesVersion, access, talos } = literals<TalosControlPlaneSettings>(given);
  return [
    ...(kubernetesVersion === undefined ? [] : exactVersionProblems(kubernetesVersion)),
    ...accessProblems(access ?? {}, virtualIp),
    ...talosProblems(talos ?? {}),
  ];
}

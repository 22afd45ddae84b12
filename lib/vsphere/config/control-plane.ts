import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import { accessProblems, type TalosAccess } from "../../talos/config/access";
import { exactVersionProblems } from "../../talos/config/upgrades";
import { imageProblems, type VsphereImage } from "./image";
import { type VsphereTalosConfig, vsphereTalosProblems } from "./talos";

/** Props of a cluster that its control plane takes, as `VsphereHavenClusterProps` describes them. */
export interface VsphereControlPlaneSettings {
  readonly kubernetesVersion?: string;
  readonly image: VsphereImage;
  readonly access: TalosAccess;
  readonly talos?: VsphereTalosConfig;
}

/** What is wrong with the control plane, beside its schema. */
export function controlPlaneProblems(given: Incomplete<VsphereControlPlaneSettings>, virtualIp: string | undefined): Problem[] {
  const { kubernetesVersion, image, access, talos } = literals<VsphereControlPlaneSettings>(given);
  return [
    ...(kubernetesVersion === undefined ? [] : exactVersionProblems(kubernetesVersion)),
    ...imageProblems(image ?? {}),
    ...accessProblems(access ?? {}, virtualIp),
    ...vsphereTalosProblems(talos ?? {}),
  ];
}

import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import type { TalosControlPlaneSettings } from "../../talos/config/control-plane";
import { imageProblems, type VsphereImage } from "./image";
import { guestinfoProblems, type VsphereTalosConfig } from "./talos";

/** Props of a cluster that its control plane takes, as `VsphereHavenClusterProps` describes them. */
export interface VsphereControlPlaneSettings extends TalosControlPlaneSettings {
  readonly image: VsphereImage;
  readonly talos?: VsphereTalosConfig;
}

/** Rules for machines on vSphere, beside those for Talos on any machines. */
export function machineProblems(given: Incomplete<VsphereControlPlaneSettings>): Problem[] {
  const { image, talos } = literals<VsphereControlPlaneSettings>(given);
  return [...imageProblems(image ?? {}), ...guestinfoProblems(talos ?? {})];
}

import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import { literals } from "../../core/validation/literals";
import type { TalosControlPlaneSettings } from "../../talos/config/control-plane";
import { imageProblems, type VsphereImage } from "./image";
import { tpmProblems, type VsphereControlPlaneConfig } from "./node-pool";
import { guestinfoProblems, type VsphereTalosConfig } from "./talos";

/** Props of a cluster that its control plane takes, as `VsphereHavenClusterProps` describes them. */
export interface VsphereControlPlaneSettings extends TalosControlPlaneSettings {
  readonly image: VsphereImage;
  readonly talos?: VsphereTalosConfig;
  readonly controlPlane?: VsphereControlPlaneConfig;
}

/** Rules for machines on vSphere, beside those for Talos on any machines. */
export function machineProblems(given: Incomplete<VsphereControlPlaneSettings>): Problem[] {
  const { image, talos, controlPlane } = literals<VsphereControlPlaneSettings>(given);
  return [
    ...imageProblems(image ?? {}),
    ...guestinfoProblems(talos ?? {}),
    ...tpmProblems("controlPlane", controlPlane?.diskEncryption, image?.secureBoot),
  ];
}

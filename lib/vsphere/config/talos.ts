import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";
import type { TalosConfig } from "../../talos/config/talos";

/** Settings of Talos on machines of vSphere. Plain data: a YAML file may hold all of it. */
export interface VsphereTalosConfig extends TalosConfig {
  /**
   * How a machine gets its configuration. `guestinfo`: beside the machine, where anything that runs on the machine, and whoever may read
   * the machine in vCenter, can read it. `api`: over the network at its first start, from whoever runs Terraform.
   *
   * @default guestinfo
   */
  readonly delivery?: "guestinfo" | "api";
}

/** guestinfo takes 64 KiB; the rest of a control plane's configuration, in base64, is well below 20. */
const mostCertificates = 30_000;

/** Refuses settings that VMware's guestinfo has no room for. */
export function guestinfoProblems({ delivery, trustedCertificates = "" }: Incomplete<VsphereTalosConfig>): Problem[] {
  if (delivery === "api" || trustedCertificates.length <= mostCertificates) return [];
  return [
    {
      path: "talos.trustedCertificates",
      message: `are ${trustedCertificates.length} characters; VMware's guestinfo has no room for more than ${mostCertificates}`,
      hint: "name only the authorities that machines need, or set talos.delivery: api",
    },
  ];
}

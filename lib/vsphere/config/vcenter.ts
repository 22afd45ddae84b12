import { isHost } from "../../core/addresses/server-url";
import { isCertificate } from "../../core/validation/certificate";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";

/**
 * vCenter, for what runs in the cluster: the storage driver. It logs in with an account of its own that may do little, whose name and
 * password are the Terraform variables `csi_user` and `csi_password`.
 */
export interface Vcenter {
  /** Name of vCenter, without https://. */
  readonly server: string;
  /** Certificate authority of vCenter, in PEM. @default the public ones */
  readonly caCertificate?: string;
}

export function vcenterProblems({ server, caCertificate }: Incomplete<Vcenter>): Problem[] {
  return [
    ...(server === undefined || isHost(server)
      ? []
      : [{ path: "vcenter.server", message: `"${server}" is not the name of a server such as vcenter.gemeente.example` }]),
    ...(caCertificate === undefined || isCertificate(caCertificate)
      ? []
      : [{ path: "vcenter.caCertificate", message: "is not a certificate in PEM: -----BEGIN CERTIFICATE-----" }]),
  ];
}

/**
 * Name of an object in vCenter.
 *
 * @pattern \S
 * @form a name that isn't blank
 */
export type VcenterName = string;

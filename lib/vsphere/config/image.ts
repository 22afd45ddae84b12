import type { VcenterName } from "./vcenter";
import type { Problem } from "../../core/validation/errors";
import type { Incomplete } from "../../core/validation/incomplete";

/**
 * Image of Talos that machines are cloned from. It must have the extension `siderolabs/vmtoolsd-guest-agent`.
 *
 * @discriminator type
 */
export type VsphereImage = TemplateImage | LibraryImage | OvaImage;

interface ImageSettings {
  /**
   * UEFI with SecureBoot and a virtual TPM; the image must be Talos' SecureBoot variant, and vCenter must have a key provider.
   *
   * @default false
   */
  readonly secureBoot?: boolean;
}

/** A template in every datacenter of the zones: powered off, under the same name. */
export interface TemplateImage extends ImageSettings {
  readonly type: "template";
  /** Its name, or its path below the folder of machines. */
  readonly name: VcenterName;
}

/** An item of a content library. */
export interface LibraryImage extends ImageSettings {
  readonly type: "library-item";
  /** Name of the content library. */
  readonly library: VcenterName;
  /** Name of the item in it. */
  readonly item: VcenterName;
}

/** An OVA, for example of an Image Factory, that is put into a content library. */
export interface OvaImage extends ImageSettings {
  readonly type: "ova";
  /** Name of the content library, which is there already. */
  readonly library: VcenterName;
  /**
   * Address of the OVA. Terraform downloads it where it runs, and sends it to vCenter.
   *
   * @pattern ^https://[^?#]+\.ova$
   * @form an https address that ends in .ova; vCenter would pull anything else itself, as an OVF
   */
  readonly url: string;
}

/** What is wrong with an image, beside its schema. */
export function imageProblems(given: Incomplete<VsphereImage>): Problem[] {
  const { name } = given as { readonly name?: string };
  if (name === undefined || !/^\/|\/vm\//.test(name)) return [];
  const message = `"${name}" begins at the inventory's root; give the name, or the path below the datacenter's folder of machines`;
  return [{ path: "image.name", message }];
}

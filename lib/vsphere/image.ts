import { DataVsphereVirtualMachine } from "@cdktf/provider-vsphere/lib/data-vsphere-virtual-machine";
import { Construct } from "constructs";
import { blankProblems } from "../core/validation/blank";
import type { Problem } from "../core/validation/errors";
import type { Incomplete } from "../core/validation/incomplete";
import type { VspherePartProps } from "./part-props";
import { whenAsked } from "./when-asked";
import type { VsphereZones } from "./zones";

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
  readonly name: string;
}

/** An item of a content library. */
export interface LibraryImage extends ImageSettings {
  readonly type: "library-item";
  /** Name of the content library. */
  readonly library: string;
  /** Name of the item in it. */
  readonly item: string;
}

/** An OVA, for example of an Image Factory, that is put into a content library. */
export interface OvaImage extends ImageSettings {
  readonly type: "ova";
  /** Name of the content library, which is there already. */
  readonly library: string;
  /** Address of the OVA, ending in .ova. Whoever runs Terraform downloads it, and sends it to vCenter. @pattern ^https://[^?#]+\.ova$ */
  readonly url: string;
}

export interface ResolvedImage {
  /** Of the template in a datacenter, or of the item of a library. */
  readonly templateUuid: string;
  readonly guestId: string;
  readonly scsiType: string;
  readonly firmware?: string;
}

/** Finds the image, or brings it in. */
export class VsphereImages extends Construct {
  private readonly library?: string;
  private readonly templates = new Map<string, ResolvedImage>();

  constructor(
    scope: Construct,
    id: string,
    private readonly props: VspherePartProps & { readonly image: VsphereImage; readonly zones: VsphereZones },
  ) {
    super(scope, id);
    const { image, name } = props;
    if (image.type !== "template") this.library = whenAsked.contentLibrary().libraryItemId(this, name, image);
  }

  /** The image for machines of a datacenter. */
  in(datacenter: string): ResolvedImage {
    const { image, zones } = this.props;
    // Machines with another guest id, controller or firmware than the template are refused, so they are read from it.
    if (image.type === "template") {
      const found = this.templates.get(datacenter) ?? this.template(image, zones.datacenters.get(datacenter)?.id);
      this.templates.set(datacenter, found);
      return found;
    }
    return { templateUuid: this.library ?? "", ...ova, ...(image.secureBoot && { firmware: "efi" }) };
  }

  private template({ name, secureBoot }: TemplateImage, datacenterId: string | undefined): ResolvedImage {
    const found = new DataVsphereVirtualMachine(this, `template-${this.templates.size + 1}`, { name, datacenterId });
    return {
      templateUuid: found.id,
      guestId: found.guestId,
      scsiType: found.scsiType,
      firmware: secureBoot ? "efi" : found.firmware,
    };
  }
}

/** What Talos' OVA is made as. */
const ova = { guestId: "other3xLinux64Guest", scsiType: "pvscsi" };

export function imageProblems(given: Incomplete<VsphereImage>): Problem[] {
  const { url, name, library, item } = given as Readonly<Record<"url" | "name" | "library" | "item", string | undefined>>;
  return [
    ...blankProblems({ "image.name": name, "image.library": library, "image.item": item }),
    ...(url === undefined || /^https:\/\/[^?#]+\.ova$/.test(url)
      ? []
      : [
          {
            path: "image.url",
            message: `"${url}" is not an https address that ends in .ova`,
            hint: "anything else is taken for an OVF, which vCenter would pull itself",
          },
        ]),
    ...(name !== undefined && /^\/|\/vm\//.test(name)
      ? [
          {
            path: "image.name",
            message: `"${name}" begins at the inventory's root; give the name, or the path below the datacenter's folder of machines`,
          },
        ]
      : []),
  ];
}

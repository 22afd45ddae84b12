import { DataVsphereVirtualMachine } from "@cdktf/provider-vsphere/lib/data-vsphere-virtual-machine";
import { Construct } from "constructs";
import { stableText } from "../../core/terraform/stable-text";
import { imageProblems, type TemplateImage, type VsphereImage } from "../config/image";
import type { VspherePartProps } from "../config/part";
import { libraryItemId } from "./content-library";
import type { VsphereZones } from "./zones";
import { beginPart } from "./part";

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
    beginPart<{ readonly image: VsphereImage }>(this, props, { problems: ({ image: given = {} }) => imageProblems(given) });
    const { image, name } = props;
    if (image.type !== "template") this.library = libraryItemId(this, name, image);
  }

  /** The image for machines of a datacenter. */
  in(datacenter: string): ResolvedImage {
    const { image, zones } = this.props;
    // Machines with another guest id, controller or firmware than the template are refused, so they are read from it.
    if (image.type === "template") {
      const key = stableText(this, datacenter);
      const found = this.templates.get(key) ?? this.template(image, zones.datacenters.get(key)?.id);
      this.templates.set(key, found);
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

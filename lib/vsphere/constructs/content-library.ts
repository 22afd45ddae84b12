import { ContentLibraryItem } from "@cdktf/provider-vsphere/lib/content-library-item";
import { DataVsphereContentLibrary } from "@cdktf/provider-vsphere/lib/data-vsphere-content-library";
import { DataVsphereContentLibraryItem } from "@cdktf/provider-vsphere/lib/data-vsphere-content-library-item";
import type { Construct } from "constructs";
import type { LibraryImage, OvaImage } from "../config/image";

/** Id of the item that machines are made from: one that is there, or one that an OVA is put into. */
export function libraryItemId(scope: Construct, clusterName: string, image: LibraryImage | OvaImage): string {
  const libraryId = new DataVsphereContentLibrary(scope, "library", { name: image.library }).id;
  if (image.type === "library-item")
    return new DataVsphereContentLibraryItem(scope, "item", { name: image.item, libraryId, type: "ovf" }).id;
  return new ContentLibraryItem(scope, "item", {
    name: `${clusterName}-talos`,
    description: "Talos, for the machines of this cluster",
    libraryId,
    fileUrl: image.url,
    type: "ovf",
  }).id;
}

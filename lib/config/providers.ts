import type { ProviderDescriptor } from "../core/provider/descriptor";
import { descriptors } from "./generated/providers";

/** Every provider by its name. The list is generated from the folders of lib that have a `provider.ts`. */
export const providers: Readonly<Record<string, ProviderDescriptor>> = descriptors;

import type { ProviderDescriptor } from "../core/provider/descriptor";
import { descriptors } from "./generated/providers";

/** Every provider by its name. The list is generated from the folders of lib that have a `provider.ts`. */
export const providers: Readonly<Record<string, ProviderDescriptor>> = descriptors;

export const providerNames: readonly string[] = Object.keys(providers);

/** @throws Error for a name that `providerNames` doesn't hold, which callers check before */
export function providerNamed(name: string): ProviderDescriptor {
  const found = providers[name];
  if (found === undefined) throw new Error(`no provider ${name}`);
  return found;
}

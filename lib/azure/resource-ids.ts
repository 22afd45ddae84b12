import type { Problem } from "../core/errors";

/** Whether a resource id is of the kind that is meant, for example `Microsoft.Network/virtualNetworks/subnets`. */
export function resourceIdProblems(path: string, id: string, kind: string): Problem[] {
  const [provider = "", ...types] = kind.split("/");
  const shape = (subscription: string, group: string, name: string) =>
    `/subscriptions/${subscription}/resourceGroups/${group}/providers/${provider}${types.map((type) => `/${type}/${name}`).join("")}`;
  if (new RegExp(`^${shape("[^/]+", "[^/]+", "[^/]+")}$`, "i").test(id)) return [];
  return [{ path, message: `"${id}" is not a resource id such as ${shape("<id>", "<group>", "<name>")}` }];
}

/** Resource group and name out of the id of a virtual network; empty for what isn't one. */
export function parseVirtualNetworkId(id: string): { readonly resourceGroup: string; readonly name: string } {
  const [, resourceGroup = "", name = ""] = /\/resourceGroups\/([^/]+)\/.*\/virtualNetworks\/([^/]+)/i.exec(id) ?? [];
  return { resourceGroup, name };
}

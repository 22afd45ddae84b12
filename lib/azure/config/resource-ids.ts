import type { Problem } from "../../core/validation/errors";

/** Whether a resource id is of the kind that is meant, for example `Microsoft.Network/virtualNetworks/subnets`. */
export function resourceIdProblems(path: string, id: string, kind: string): Problem[] {
  const [provider = "", ...types] = kind.split("/");
  const shape = (subscription: string, group: string, name: string) =>
    `/subscriptions/${subscription}/resourceGroups/${group}/providers/${provider}${types.map((type) => `/${type}/${name}`).join("")}`;
  if (new RegExp(`^${shape("[^/]+", "[^/]+", "[^/]+")}$`, "i").test(id)) return [];
  return [{ path, message: `"${id}" is not a resource id such as ${shape("<id>", "<group>", "<name>")}` }];
}

/** Whether an id is that of a private DNS zone with a certain name, or of a zone below it. */
export function zoneIdProblems(path: string, id: string, zone: string | undefined): Problem[] {
  const problems = resourceIdProblems(path, id, "Microsoft.Network/privateDnsZones");
  const name = id.split("/").at(-1)?.toLowerCase() ?? "";
  if (problems.length > 0 || zone === undefined || name === zone || name.endsWith(`.${zone}`)) return problems;
  return [{ path, message: `${name} is another zone than ${zone}` }];
}

/** Resource group and name out of the id of a virtual network; empty for what isn't one. */
export function parseVirtualNetworkId(id: string): { readonly resourceGroup: string; readonly name: string } {
  const [, resourceGroup = "", name = ""] = /\/resourceGroups\/([^/]+)\/.*\/virtualNetworks\/([^/]+)/i.exec(id) ?? [];
  return { resourceGroup, name };
}

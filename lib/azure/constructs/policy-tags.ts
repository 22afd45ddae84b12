import { type IAspect, TerraformResource } from "cdktf";
import type { IConstruct } from "constructs";

/** Leaves tags that an organisation's policy writes to that policy; otherwise every plan would remove them. */
export class PolicyTags implements IAspect {
  private readonly visited = new Set<IConstruct>();

  constructor(private readonly names: readonly string[]) {}

  visit(node: IConstruct): void {
    if (!TerraformResource.isTerraformResource(node) || !hasTags(node) || this.visited.has(node)) return;
    this.visited.add(node);
    // AKS puts a pool's tags on the machines of the pool, where a policy writes too.
    const blocks = node.terraformResourceType === "azurerm_kubernetes_cluster" ? ["", "default_node_pool[0]."] : [""];
    const ignored = blocks.flatMap((block) => this.names.map((name) => `${block}tags[${JSON.stringify(name)}]`));
    const { ignoreChanges = [] } = node.lifecycle ?? {};
    if (!Array.isArray(ignoreChanges)) return;
    node.lifecycle = { ...node.lifecycle, ignoreChanges: [...ignoreChanges, ...ignored] };
  }
}

function hasTags(resource: TerraformResource): boolean {
  return "tagsInput" in resource && resource.tagsInput !== undefined;
}

import { TerraformStack, type TerraformResource } from "cdktf";
import { Construct } from "constructs";

/**
 * Tells Terraform that a resource had another construct id in the same scope before, so that the one in the state is kept instead of
 * being destroyed and created again.
 */
export function movedFrom(resource: TerraformResource, formerId: string): void {
  const { scope } = resource.node;
  if (!(scope instanceof Construct) || scope.node.tryFindChild(formerId) !== undefined) return;
  // The address follows from the place in the tree, so the former place is taken for as long as it is read.
  const former = new Construct(scope, formerId);
  const address = `${resource.terraformResourceType}.${TerraformStack.of(resource).getLogicalId(former.node)}`;
  scope.node.tryRemoveChild(formerId);
  resource.moveFromId(address);
}

import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { baselineConfigProblems, objectStorageProblems, zoneProblems } from "../lib/baseline/problems";
import { complianceProblems } from "../lib/compliance/config";
import { backendProblems } from "../lib/core/backend";
import type { Problem } from "../lib/core/errors";
import type { Environment } from "../lib/core/evidence";
import type { Incomplete } from "../lib/core/incomplete";
import type { StackProps } from "./stack-props";
import type { VsphereHavenStackProps } from "./vsphere-haven-stack";

/** What a file under `clusters/` needs of a provider. Its props come from a file that was checked against the provider's schema. */
export interface StackProvider {
  readonly problems: StackProblems;
  readonly addStack: (app: Construct, name: string, props: unknown) => void;
}

/** What is wrong with the props of a stack that the schema can't tell; they may have holes. */
type StackProblems = (props: unknown) => Problem[];

/** The providers' objections alone, which take no bindings: a project that isn't installed yet has none. */
export const providerProblems: Readonly<Record<string, () => Promise<StackProblems>>> = {
  aws: async () => withStackProblems((await import("../lib/aws/problems.js")).awsProblems),
  azure: async () => withStackProblems((await import("../lib/azure/problems.js")).azureProblems),
  google: async () => withStackProblems((await import("../lib/google/problems.js")).googleProblems),
  vsphere: async () => {
    const { vsphereProblems } = await import("../lib/vsphere/problems.js");
    // The one provider where object storage may be missing; others make it.
    return withStackProblems<VsphereHavenStackProps>((props) => [
      ...vsphereProblems(props),
      ...(props.storage ? objectStorageProblems(props, props.storage.objects !== undefined) : []),
    ]);
  },
};

/** Loaded only when a file asks for it: nobody waits for, or installs, the bindings of a provider that they don't use. */
export const providers: Readonly<Record<string, () => Promise<StackProvider>>> = {
  aws: async () => stackProvider("aws", (await import("./aws-haven-stack.js")).AwsHavenStack),
  azure: async () => stackProvider("azure", (await import("./azure-haven-stack.js")).AzureHavenStack),
  google: async () => stackProvider("google", (await import("./google-haven-stack.js")).GoogleHavenStack),
  vsphere: async () => stackProvider("vsphere", (await import("./vsphere-haven-stack.js")).VsphereHavenStack),
};

/** What every provider's cluster says that concerns the rest of the stack. */
interface SharedProps {
  readonly environment?: Environment;
  readonly dns?: { readonly records?: boolean };
}

async function stackProvider(
  name: string,
  // Its props were checked against its own schema.
  Stack: new (app: Construct, name: string, props: never) => TerraformStack,
): Promise<StackProvider> {
  return {
    problems: (await providerProblems[name]?.()) ?? (() => []),
    addStack: (app, id, props) => {
      new Stack(app, id, props as never);
    },
  };
}

function withStackProblems<Props extends StackProps & SharedProps>(
  clusterProblems: (props: Incomplete<Props>) => Problem[],
): StackProblems {
  return (props) => [...clusterProblems(props as Incomplete<Props>), ...stackProblems(props as Incomplete<StackProps & SharedProps>)];
}

/** What is wrong with what every provider's stack takes beside the cluster. */
function stackProblems(props: Incomplete<StackProps & SharedProps>): Problem[] {
  const { backend, compliance } = props;
  return [
    ...baselineConfigProblems(props),
    ...zoneProblems(props, props.dns),
    ...(backend ? backendProblems(backend) : []),
    ...complianceProblems(compliance ?? {}, props.environment),
  ];
}

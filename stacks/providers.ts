import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { baselineConfigProblems, objectStorageProblems, zoneProblems } from "../lib/baseline/problems";
import { complianceProblems } from "../lib/compliance/config";
import { backendProblems } from "../lib/core/backend";
import type { Problem } from "../lib/core/errors";
import type { Environment } from "../lib/core/evidence";
import type { Incomplete } from "../lib/core/incomplete";
import type { StackProps } from "./stack-props";

/** What a file under `clusters/` needs of a provider. Its props come from a file that was checked against the provider's schema. */
export interface StackProvider {
  /** What is wrong with props that the schema can't tell; they may have holes. */
  readonly problems: (props: unknown) => Problem[];
  readonly addStack: (app: Construct, name: string, props: unknown) => void;
}

/** Loaded only when a file asks for it: nobody waits for, or installs, the bindings of a provider that they don't use. */
export const providers: Readonly<Record<string, () => Promise<StackProvider>>> = {
  aws: async () => {
    const { AwsHavenStack } = await import("./aws-haven-stack.js");
    const { awsProblems } = await import("../lib/aws/problems.js");
    return stackProvider(AwsHavenStack, awsProblems);
  },
  azure: async () => {
    const { AzureHavenStack } = await import("./azure-haven-stack.js");
    const { azureProblems } = await import("../lib/azure/problems.js");
    return stackProvider(AzureHavenStack, azureProblems);
  },
  google: async () => {
    const { GoogleHavenStack } = await import("./google-haven-stack.js");
    const { googleProblems } = await import("../lib/google/problems.js");
    return stackProvider(GoogleHavenStack, googleProblems);
  },
  vsphere: async () => {
    const { VsphereHavenStack } = await import("./vsphere-haven-stack.js");
    const { vsphereProblems } = await import("../lib/vsphere/problems.js");
    // The one provider where object storage may be missing; others make it.
    return stackProvider(VsphereHavenStack, (props) => [
      ...vsphereProblems(props),
      ...(props.storage ? objectStorageProblems(props, props.storage.objects !== undefined) : []),
    ]);
  },
};

/** What every provider's cluster says that concerns the rest of the stack. */
interface SharedProps {
  readonly environment?: Environment;
  readonly dns?: { readonly records?: boolean };
}

function stackProvider<Props extends StackProps & SharedProps>(
  Stack: new (app: Construct, name: string, props: Props) => TerraformStack,
  clusterProblems: (props: Incomplete<Props>) => Problem[],
): StackProvider {
  return {
    problems: (props) => [...clusterProblems(props as Incomplete<Props>), ...stackProblems(props as Incomplete<StackProps & SharedProps>)],
    addStack: (app, name, props) => {
      new Stack(app, name, props as Props);
    },
  };
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

import type { TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { baselineConfigProblems, objectStorageProblems, zoneProblems } from "../lib/baseline/problems";
import { complianceProblems } from "../lib/compliance/config";
import type { Problem } from "../lib/core/validation/errors";
import type { Environment } from "../lib/core/cluster/environment";
import type { Incomplete } from "../lib/core/validation/incomplete";
import type { StackProps } from "./stack-props";

/** What a file under `clusters/` needs of a provider. Its props come from a file that was checked against the provider's schema. */
export interface StackProvider {
  /** What is wrong with props that the schema can't tell; they may have holes. */
  readonly problems: (props: unknown) => Problem[];
  readonly addStack: (app: Construct, name: string, props: unknown) => void;
}

/**
 * Loaded only when a file asks for it: nobody waits for, or installs, the bindings of a provider that they don't use. By `require`, since
 * Node's `import()` readies itself for 15 ms first, and a construct can't wait.
 */
/* eslint-disable @typescript-eslint/no-require-imports */
export const providers: Readonly<Record<string, () => StackProvider>> = {
  aws: () => {
    const { AwsHavenStack } = require("./aws-haven-stack") as typeof import("./aws-haven-stack");
    const { awsProblems } = require("../lib/aws/config/cluster") as typeof import("../lib/aws/config/cluster");
    return stackProvider(AwsHavenStack, awsProblems);
  },
  azure: () => {
    const { AzureHavenStack } = require("./azure-haven-stack") as typeof import("./azure-haven-stack");
    const { azureProblems } = require("../lib/azure/config/cluster") as typeof import("../lib/azure/config/cluster");
    return stackProvider(AzureHavenStack, azureProblems);
  },
  google: () => {
    const { GoogleHavenStack } = require("./google-haven-stack") as typeof import("./google-haven-stack");
    const { googleProblems } = require("../lib/google/config/cluster") as typeof import("../lib/google/config/cluster");
    return stackProvider(GoogleHavenStack, googleProblems);
  },
  vsphere: () => {
    const { VsphereHavenStack } = require("./vsphere-haven-stack") as typeof import("./vsphere-haven-stack");
    const { vsphereProblems } = require("../lib/vsphere/config/cluster") as typeof import("../lib/vsphere/config/cluster");
    // The one provider where object storage may be missing; others make it.
    return stackProvider(VsphereHavenStack, (props) => [
      ...vsphereProblems(props),
      ...(props.storage ? objectStorageProblems(props, props.storage.objects !== undefined) : []),
    ]);
  },
};
/* eslint-enable @typescript-eslint/no-require-imports */

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
  const { compliance } = props;
  return [...baselineConfigProblems(props), ...zoneProblems(props, props.dns), ...complianceProblems(compliance ?? {}, props.environment)];
}

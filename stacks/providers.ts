import type { Construct } from "constructs";
import { baselineConfigProblems, objectStorageProblems, zoneProblems } from "../lib/baseline/problems";
import { complianceProblems } from "../lib/compliance/config";
import { providers as descriptors } from "../lib/config/providers";
import type { Environment } from "../lib/core/cluster/environment";
import type { ProviderDescriptor } from "../lib/core/provider/descriptor";
import type { Problem } from "../lib/core/validation/errors";
import type { Incomplete } from "../lib/core/validation/incomplete";
import type { StackProps } from "./stack-props";

/** What a file under `clusters/` needs of a provider. Its props come from a file that was checked against the provider's schema. */
export interface StackProvider {
  /** Problems that the schema can't tell; the props may have holes. */
  readonly problems: (props: unknown) => Problem[];
  readonly addStack: (app: Construct, name: string, props: unknown) => void;
}

/**
 * Stacks by the provider's name. Each is loaded only when a file asks for it: nobody waits for, or installs, the bindings of a provider
 * that they don't use. By `require`, since Node's `import()` takes 15 ms to get ready first, and a construct can't wait.
 */
export const providers: Readonly<Record<string, () => StackProvider>> = Object.fromEntries(
  Object.entries(descriptors).map(([name, descriptor]) => [name, () => stackProvider(descriptor)]),
);

/** Props of every provider's cluster that concern the rest of the stack. */
interface SharedProps {
  readonly environment?: Environment;
  readonly dns?: { readonly records?: boolean };
  readonly storage?: object;
}

function stackProvider({ stack, hasObjectStorage = () => true }: ProviderDescriptor): StackProvider {
  const { Stack, problems } = stack();
  return {
    problems: (props) => [
      ...problems(props as never),
      ...stackProblems(props as Incomplete<StackProps & SharedProps>, hasObjectStorage(props as Readonly<Record<string, unknown>>)),
    ],
    addStack: (app, name, props) => {
      new Stack(app, name, props as never);
    },
  };
}

/** Problems of the settings that every provider's stack takes beside the cluster. */
function stackProblems(props: Incomplete<StackProps & SharedProps>, hasObjectStorage: boolean): Problem[] {
  return [
    ...baselineConfigProblems(props),
    ...zoneProblems(props, props.dns),
    ...objectStorageProblems(props, hasObjectStorage),
    ...complianceProblems(props.compliance ?? {}, props.environment),
  ];
}

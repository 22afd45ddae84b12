import type { Construct } from "constructs";
import { baselineConfigProblems, zoneProblems } from "../lib/baseline/problems";
import { backendProblems } from "../lib/core/backend";
import { complianceProblems } from "../lib/compliance/config";
import type { Problem } from "../lib/core/errors";
import type { Incomplete } from "../lib/core/incomplete";
import type { AzureHavenStackProps } from "./azure-haven-stack";

/** What a file under `clusters/` needs of a provider. Its props come from a file that was checked against the provider's schema. */
export interface StackProvider {
  /** What is wrong with props that the schema can't tell; they may have holes. */
  readonly problems: (props: unknown) => Problem[];
  readonly addStack: (app: Construct, name: string, props: unknown) => void;
}

/** What every provider's stack takes beside the cluster. */
function stackProblems({ backend, compliance }: Incomplete<Pick<AzureHavenStackProps, "backend" | "compliance">>): Problem[] {
  return [...(backend ? backendProblems(backend) : []), ...complianceProblems(compliance ?? {})];
}

/** Loaded only when a file asks for it: nobody waits for, or installs, the bindings of a provider that they don't use. */
export const providers: Readonly<Record<string, () => Promise<StackProvider>>> = {
  azure: async () => {
    const { AzureHavenStack } = await import("./azure-haven-stack.js");
    const { azureProblems } = await import("../lib/azure/problems.js");
    return {
      problems: (props) => {
        const given = props as Incomplete<AzureHavenStackProps>;
        return [...azureProblems(given), ...baselineConfigProblems(given), ...zoneProblems(given, given.dns), ...stackProblems(given)];
      },
      addStack: (app, name, props) => {
        new AzureHavenStack(app, name, props as AzureHavenStackProps);
      },
    };
  },
};

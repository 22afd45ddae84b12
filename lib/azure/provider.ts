import type { ProviderDescriptor } from "../core/provider/descriptor";
import { regionProblems } from "../core/cluster/regions";
import type { AzurermBackendConfig, Backend } from "../core/terraform/backend";
import { azureRegions } from "./config/regions";
import { aksVersions } from "./config/versions";
import { guardedAzure } from "./reading/guarded";

/** Registered by the stack, given the rights; otherwise by the owner of the subscription. */
const namespaces = ["Microsoft.ContainerService", "Microsoft.OperationalInsights", "Microsoft.PolicyInsights", "microsoft.insights"];

const asAzurerm = (backend: Backend) => backend as AzurermBackendConfig;

export const descriptor: ProviderDescriptor = {
  name: "azure",
  platform: "AKS",
  aliases: ["aks", "azurerm", "microsoft"],
  resourcePrefix: "azurerm_",
  versions: aksVersions,
  regions: azureRegions,
  regionProblems: (region) => regionProblems(azureRegions, region, undefined),
  guarded: guardedAzure,
  logCollectors: ["ama-logs"],
  login: {
    ways: [
      { found: "an application by federation", all: ["ARM_CLIENT_ID", "ARM_TENANT_ID"], equals: { ARM_USE_OIDC: "true" } },
      {
        found: "an application by federation",
        all: ["ARM_CLIENT_ID", "ARM_TENANT_ID"],
        any: ["ARM_OIDC_TOKEN", "ARM_OIDC_TOKEN_FILE_PATH"],
      },
      { found: "a managed identity", equals: { ARM_USE_MSI: "true" } },
      {
        found: "an application with a secret",
        any: ["ARM_CLIENT_SECRET", "ARM_CLIENT_CERTIFICATE_PATH"],
        lasting: "use workload identity federation, ARM_USE_OIDC=true",
      },
      { found: "the Azure CLI", command: ["az", "account", "show", "--query", "name", "--output", "tsv"] },
    ],
    todo: "log in with az login",
  },
  variables: () => [
    {
      name: "azure subscription",
      variables: ["ARM_SUBSCRIPTION_ID"],
      secret: false,
      todo: () => "export ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)",
    },
  ],
  tools: [{ command: "kubelogin", todo: "install it with az aks install-cli" }],
  services: {
    name: "azure resource providers",
    command: ["az", "provider", "list", "--query", "[?registrationState=='Registered'].namespace", "--output", "tsv"],
    needed: namespaces,
    unchecked: "takes the Azure CLI, logged in",
    todo: (missing) => {
      const commands = missing.map((namespace) => `az provider register --namespace ${namespace}`);
      return `the stack does it with rights on the subscription; else ${commands.join(" && ")}`;
    },
  },
  pipeline: {
    ids: ["ARM_CLIENT_ID", "ARM_TENANT_ID", "ARM_SUBSCRIPTION_ID"],
    audience: "api://AzureADTokenExchange",
    tools: "sudo az aks install-cli --only-show-errors",
  },
  state: {
    backend: "azurerm",
    placeOf: (backend) => asAzurerm(backend).storageAccountName,
    contradicts: (one, other) =>
      asAzurerm(one).containerName !== asAzurerm(other).containerName ||
      asAzurerm(one).resourceGroupName !== asAzurerm(other).resourceGroupName,
    contradiction: "one group and container an account",
    needsRegion: true,
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- brings the bindings along
    stack: () => (require("../../stacks/azure-state-stack") as typeof import("../../stacks/azure-state-stack")).AzureStateStack,
    propsOf: ({ access }) => {
      const { administrators } = (access ?? {}) as {
        readonly administrators?: { readonly groupIds?: readonly string[]; readonly principalIds?: readonly string[] };
      };
      return { groupIds: administrators?.groupIds ?? [], principalIds: administrators?.principalIds ?? [] };
    },
  },
  /* eslint-disable @typescript-eslint/no-require-imports -- brings the bindings along */
  stack: () => ({
    Stack: (require("../../stacks/azure-haven-stack") as typeof import("../../stacks/azure-haven-stack")).AzureHavenStack,
    problems: (require("./config/cluster") as typeof import("./config/cluster")).azureProblems,
  }),
  /* eslint-enable @typescript-eslint/no-require-imports */
};

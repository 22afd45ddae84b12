import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type { Check } from "./check";
import { isInstalled, outputOf } from "./tools";

/** Looks at what a provider takes: a login for Terraform, a way in to the cluster, services that must be on. */
type ProviderChecks = () => Promise<readonly Check[]>;

const has = (...names: string[]) => names.every((name) => (process.env[name] ?? "") !== "");
const atHome = (...path: string[]) => existsSync(join(homedir(), ...path));

/** By the names of the providers; a new one without a line here is reported as not checked. */
export const providerChecks: Readonly<Record<string, ProviderChecks>> = {
  aws: () => Promise.resolve([login("aws", awsLogin()), plugin("aws", "install the AWS CLI 2: EKS' logins come from it")]),
  azure: async () => [
    login("azure", await azureLogin()),
    ...azureSubscription(),
    plugin("kubelogin", "install it with az aks install-cli"),
    await registrations(),
  ],
  google: () =>
    Promise.resolve([
      login("google", googleLogin()),
      plugin("gke-gcloud-auth-plugin", "install it with gcloud components install gke-gcloud-auth-plugin"),
      { name: "google services", status: "unchecked", found: "the stack turns on what it uses" } as const,
    ]),
  vsphere: () =>
    Promise.resolve([
      variables("vsphere login", ["VSPHERE_USER", "VSPHERE_PASSWORD"]),
      variables("vsphere account of the cluster", ["TF_VAR_csi_user", "TF_VAR_csi_password"]),
      variables("vsphere object storage", ["TF_VAR_objects_access_key", "TF_VAR_objects_secret_key"]),
    ]),
};

interface Login {
  readonly found: string;
  /** A secret that lasts until somebody takes it back. */
  readonly lasting?: boolean;
  readonly todo: string;
}

function login(provider: string, { found, lasting = false, todo }: Login): Check {
  const name = `${provider} login`;
  if (found === "") return { name, status: "missing", found: "none", todo };
  return lasting ? { name, status: "warning", found, todo } : { name, status: "ok", found };
}

function awsLogin(): Login {
  if (has("AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN")) return { found: "a role by federation", todo: "" };
  if (has("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")) {
    return { found: "keys in the environment", lasting: !has("AWS_SESSION_TOKEN"), todo: "use a role, by federation or aws sso login" };
  }
  if (has("AWS_PROFILE")) return { found: "AWS_PROFILE", todo: "" };
  if (has("AWS_CONTAINER_CREDENTIALS_FULL_URI") || has("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"))
    return { found: "the container's role", todo: "" };
  return {
    found: atHome(".aws", "config") || atHome(".aws", "credentials") ? "the default profile" : "",
    todo: "log in with aws sso login and set AWS_PROFILE",
  };
}

async function azureLogin(): Promise<Login> {
  if (
    has("ARM_CLIENT_ID", "ARM_TENANT_ID") &&
    (process.env.ARM_USE_OIDC === "true" || has("ARM_OIDC_TOKEN") || has("ARM_OIDC_TOKEN_FILE_PATH"))
  ) {
    return { found: "an application by federation", todo: "" };
  }
  if (process.env.ARM_USE_MSI === "true") return { found: "a managed identity", todo: "" };
  if (has("ARM_CLIENT_SECRET") || has("ARM_CLIENT_CERTIFICATE_PATH")) {
    return { found: "an application with a secret", lasting: true, todo: "use workload identity federation, ARM_USE_OIDC=true" };
  }
  const account = isInstalled("az") ? await outputOf("az", "account", "show", "--query", "name", "--output", "tsv") : undefined;
  return { found: account === undefined ? "" : "the Azure CLI", todo: "log in with az login" };
}

function azureSubscription(): Check[] {
  return has("ARM_SUBSCRIPTION_ID")
    ? [{ name: "azure subscription", status: "ok", found: "ARM_SUBSCRIPTION_ID" }]
    : [
        {
          name: "azure subscription",
          status: "missing",
          found: "ARM_SUBSCRIPTION_ID is not set",
          todo: "export ARM_SUBSCRIPTION_ID=$(az account show --query id --output tsv)",
        },
      ];
}

function googleLogin(): Login {
  if (has("GOOGLE_APPLICATION_CREDENTIALS") || has("GOOGLE_CREDENTIALS")) return { found: "GOOGLE_APPLICATION_CREDENTIALS", todo: "" };
  if (has("GOOGLE_OAUTH_ACCESS_TOKEN")) return { found: "an access token", todo: "" };
  const found = atHome(".config", "gcloud", "application_default_credentials.json") ? "application default credentials" : "";
  return { found, todo: "log in with gcloud auth application-default login" };
}

function variables(name: string, needed: readonly string[]): Check {
  const missing = needed.filter((variable) => !has(variable));
  if (missing.length === 0) return { name, status: "ok", found: needed.join(", ") };
  return {
    name,
    status: "missing",
    found: `${missing.join(", ")} not set`,
    todo: `set ${missing.join(" and ")}, from a vault (docs/vsphere.md)`,
  };
}

function plugin(command: string, todo: string): Check {
  const name = `${command}, for kubectl and the baseline`;
  return isInstalled(command) ? { name, status: "ok", found: "on the PATH" } : { name, status: "missing", found: "not on the PATH", todo };
}

/** What the stack registers by itself, given the rights; without them the subscription's owner does. */
const namespaces = ["Microsoft.ContainerService", "Microsoft.OperationalInsights", "Microsoft.PolicyInsights", "microsoft.insights"];

async function registrations(): Promise<Check> {
  const name = "azure resource providers";
  const query = "[?registrationState=='Registered'].namespace";
  const listed = isInstalled("az") ? await outputOf("az", "provider", "list", "--query", query, "--output", "tsv") : undefined;
  if (listed === undefined) return { name, status: "unchecked", found: "takes the Azure CLI, logged in" };
  const registered = listed.toLowerCase().split(/\s+/);
  const missing = namespaces.filter((namespace) => !registered.includes(namespace.toLowerCase()));
  if (missing.length === 0) return { name, status: "ok", found: "registered" };
  const commands = missing.map((namespace) => `az provider register --namespace ${namespace}`).join(" && ");
  return {
    name,
    status: "warning",
    found: `${missing.join(", ")} not registered`,
    todo: `the stack does it with rights on the subscription; else ${commands}`,
  };
}

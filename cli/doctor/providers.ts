import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import type {
  LoginWay,
  ProviderDescriptor,
  ProviderLogin,
  RequiredTool,
  ServiceCheck,
  VariableGroup,
} from "../../lib/core/provider/descriptor";
import type { Check } from "./check";
import { isInstalled, outputOf } from "./tools";

type Config = Readonly<Record<string, unknown>>;

/** Looks at what a provider needs for these clusters: a login for Terraform, a way into the cluster, services that must be enabled. */
export async function providerChecks(descriptor: ProviderDescriptor, configs: readonly Config[]): Promise<readonly Check[]> {
  const { name, login, tools = [], services } = descriptor;
  return [
    ...(login ? [await loginCheck(name, login)] : []),
    ...variableGroups(descriptor, configs).map(variablesCheck),
    ...tools.map(toolCheck),
    ...(services ? [await serviceCheck(services)] : []),
  ];
}

/** The groups that at least one of the clusters needs. */
function variableGroups({ variables }: ProviderDescriptor, configs: readonly Config[]): readonly VariableGroup[] {
  const groups = configs.flatMap((config) => variables(config));
  return [...new Map(groups.map((group) => [group.name, group])).values()];
}

const isSet = (variable: string) => (process.env[variable] ?? "") !== "";

async function loginCheck(provider: string, { ways, todo }: ProviderLogin): Promise<Check> {
  const name = `${provider} login`;
  for (const way of ways) {
    if (!(await applies(way))) continue;
    const { found, lasting } = way;
    return lasting === undefined ? { name, status: "ok", found } : { name, status: "warning", found, todo: lasting };
  }
  return { name, status: "missing", found: "none", todo };
}

async function applies({ all = [], any, equals = {}, files, command }: LoginWay): Promise<boolean> {
  return (
    all.every(isSet) &&
    (any?.some(isSet) ?? true) &&
    Object.entries(equals).every(([variable, value]) => process.env[variable] === value) &&
    (files?.some((file) => existsSync(join(homedir(), file))) ?? true) &&
    (command === undefined || (await printed(command)) !== undefined)
  );
}

function variablesCheck({ name, variables, todo }: VariableGroup): Check {
  const missing = variables.filter((variable) => !isSet(variable));
  if (missing.length === 0) return { name, status: "ok", found: variables.join(", ") };
  const verb = missing.length === 1 ? "is" : "are";
  return { name, status: "missing", found: `${missing.join(", ")} ${verb} not set`, todo: todo(missing) };
}

function toolCheck({ command, todo }: RequiredTool): Check {
  const name = `${command}, for kubectl and the baseline`;
  return isInstalled(command) ? { name, status: "ok", found: "on the PATH" } : { name, status: "missing", found: "not on the PATH", todo };
}

async function serviceCheck(services: ServiceCheck): Promise<Check> {
  const { name } = services;
  if ("note" in services) return { name, status: "unchecked", found: services.note };
  const listed = await printed(services.command);
  if (listed === undefined) return { name, status: "unchecked", found: services.unchecked };
  const enabled = listed.toLowerCase().split(/\s+/);
  const missing = services.needed.filter((service) => !enabled.includes(service.toLowerCase()));
  if (missing.length === 0) return { name, status: "ok", found: "registered" };
  return { name, status: "warning", found: `${missing.join(", ")} not registered`, todo: services.todo(missing) };
}

/** What a command prints; undefined when it isn't there, fails, or takes too long. */
async function printed([command, ...args]: readonly [string, ...string[]]): Promise<string | undefined> {
  return isInstalled(command) ? outputOf(command, ...args) : undefined;
}

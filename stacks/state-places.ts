import type { App } from "cdktf";
import type { ClusterFile } from "../lib/config";
import type { AzurermBackendConfig, Backend } from "../lib/core/terraform/backend";
import type { Environment } from "../lib/core/cluster/environment";
import { resolveTags } from "../lib/core/cluster/tags";

/** A place for state that cluster files name. */
export interface StatePlace {
  /** Of the stack that makes it. */
  readonly stack: string;
  readonly backend: Backend;
  /** The first of those that name it: its tags and administrators are the place's. */
  readonly file: ClusterFile;
}

/** Every place that some stack can make, once each. */
export function statePlaces(files: readonly ClusterFile[]): StatePlace[] {
  const places = files.flatMap((file) => {
    const backend = file.config.backend as Backend | undefined;
    const name = backend === undefined ? undefined : nameOf(backend);
    return backend === undefined || name === undefined
      ? []
      : [[`${backend.type} ${name}`, { stack: `state-${backend.type}-${name}`, backend, file }] as const];
  });
  return [...new Map(places.reverse()).values()].reverse();
}

/** Why a place can't be made as it is named. */
export function placeProblem({ backend }: StatePlace, files: readonly ClusterFile[]): string | undefined {
  if (backend.type !== "azurerm") return undefined;
  const others = files.filter(({ config }) => {
    const other = config.backend as Backend | undefined;
    return other?.type === "azurerm" && other.storageAccountName === backend.storageAccountName && !isSame(other, backend);
  });
  return others.length === 0
    ? undefined
    : `is named otherwise in ${others.map(({ name }) => name).join(", ")}: one group and container an account`;
}

function isSame(one: AzurermBackendConfig, other: AzurermBackendConfig): boolean {
  return one.containerName === other.containerName && one.resourceGroupName === other.resourceGroupName;
}

function nameOf(backend: Backend): string | undefined {
  if (backend.type === "azurerm") return backend.storageAccountName;
  return backend.type === "s3" || backend.type === "gcs" ? backend.bucket : undefined;
}

export interface StateOptions {
  /** Whether the stack's own state is in the place that it makes. */
  readonly inside: boolean;
  /** Where the place is, for a cluster that isn't on the same cloud. */
  readonly region?: string;
}

/** Adds the stack that makes a place; says what is missing where it can't. */
export async function addStateStack(app: App, { stack, backend, file }: StatePlace, options: StateOptions): Promise<string | undefined> {
  const { inside } = options;
  const config = file.config as unknown as Settings;
  const tags = resolveTags(config.environment, config.tags);
  const region = options.region ?? (cloudOf[file.provider ?? ""] === backend.type ? config.region : undefined);
  if (backend.type === "s3") {
    const { AwsStateStack } = await import("./aws-state-stack.js");
    new AwsStateStack(app, stack, { backend, tags, inside });
    return undefined;
  }
  if (region === undefined) return "takes a --region, since the cluster is on another cloud";
  if (backend.type === "azurerm") {
    const { AzureStateStack } = await import("./azure-state-stack.js");
    const { groupIds = [], principalIds = [] } = config.access?.administrators ?? {};
    new AzureStateStack(app, stack, { backend, tags, inside, region, groupIds, principalIds });
  }
  if (backend.type === "gcs") {
    const { GoogleStateStack } = await import("./google-state-stack.js");
    const members = config.access?.administrators?.members ?? [];
    const project = config.projectId === undefined ? {} : { projectId: config.projectId };
    new GoogleStateStack(app, stack, { backend, tags, inside, region, members, ...project });
  }
  return undefined;
}

/** Clouds whose clusters have their state beside them, as a rule. */
const cloudOf: Readonly<Record<string, Backend["type"]>> = { azure: "azurerm", google: "gcs" };

/** What is read of a cluster file, which was checked already. */
interface Settings {
  readonly environment: Environment;
  readonly region?: string;
  readonly projectId?: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly access?: { readonly administrators?: Administrators };
}

/** Each cloud has words of its own for them. */
interface Administrators {
  readonly groupIds?: readonly string[];
  readonly principalIds?: readonly string[];
  readonly members?: readonly string[];
}

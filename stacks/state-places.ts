import { providers } from "../lib/config/providers";
import type { StateStorage } from "../lib/core/provider/descriptor";
import type { App } from "cdktf";
import type { ClusterFile } from "../lib/config";
import type { Backend } from "../lib/core/terraform/backend";
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
  const { contradicts, contradiction = "" } = storageOf(backend) ?? {};
  const others = files.filter(({ config }) => {
    const other = config.backend as Backend | undefined;
    return other?.type === backend.type && nameOf(other) === nameOf(backend) && contradicts?.(other, backend);
  });
  return others.length === 0 ? undefined : `is named otherwise in ${others.map(({ name }) => name).join(", ")}: ${contradiction}`;
}

function nameOf(backend: Backend): string | undefined {
  return storageOf(backend)?.placeOf(backend);
}

/** Types of backend that some provider makes a place for. */
export const stateBackends: readonly string[] = Object.values(providers).flatMap(({ state }) => state?.backend ?? []);

/** The provider that offers a type of backend. */
function storageOf({ type }: Backend): StateStorage | undefined {
  return Object.values(providers).find(({ state }) => state?.backend === type)?.state;
}

export interface StateOptions {
  /** Whether the stack's own state is in the place that it makes. */
  readonly inside: boolean;
  /** Where the place is, for a cluster that isn't on the same cloud. */
  readonly region?: string;
}

/** Adds the stack that makes a place; says what is missing where it can't. */
export function addStateStack(app: App, { stack, backend, file }: StatePlace, options: StateOptions): string | undefined {
  const storage = storageOf(backend);
  if (storage === undefined) return `is a ${backend.type}, which no provider makes`;
  const config = file.config as unknown as Settings;
  const sameCloud = providers[file.provider ?? ""]?.state?.backend === backend.type;
  const region = options.region ?? (sameCloud ? config.region : undefined);
  if (storage.needsRegion && region === undefined) return "takes a --region, since the cluster is on another cloud";
  const tags = resolveTags(config.environment, config.tags);
  const props = { backend, tags, inside: options.inside, ...(storage.needsRegion && { region }), ...storage.propsOf(file.config) };
  new (storage.stack())(app, stack, props as never);
  return undefined;
}

/** Props that are read of a cluster file, which was checked already. */
interface Settings {
  readonly environment: Environment;
  readonly region?: string;
  readonly tags: Readonly<Record<string, string>>;
}

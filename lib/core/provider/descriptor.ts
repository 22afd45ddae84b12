import type { Construct } from "constructs";
import type { PlatformVersions } from "../cluster/kubernetes-version";
import type { RegionTable } from "../cluster/regions";
import type { GuardedType } from "../reading/guarded";
import type { Backend } from "../terraform/backend";
import type { Problem } from "../validation/errors";

/**
 * Everything that commands, schemas and packaging need to know of a provider. Plain data: it loads neither cdktf nor a binding. Each
 * provider exports one from `lib/<provider>/provider.ts`.
 */
export interface ProviderDescriptor {
  /** Folder of the provider, and its name in cluster files. */
  readonly name: string;
  /** The platform as people call it, for example `AKS`. */
  readonly platform: string;
  /** Other names that people may give as `provider`. */
  readonly aliases: readonly string[];
  /** Start of the provider's Terraform resource types, for example `azurerm_`; without the `_` also the end of its binding's name. */
  readonly resourcePrefix: string;
  readonly versions: PlatformVersions;
  /** Regions; undefined where the user's own data centre is the region. */
  readonly regions?: RegionTable;
  /** Problems with the name of a region, without a residency exception. */
  readonly regionProblems: (region: string) => readonly Problem[];
  /** What `haven-cdktf guard` protects, by resource type. */
  readonly guarded: Readonly<Record<string, GuardedType>>;
  /** Collectors of container logs that the platform offers, by the name of their workload. @default none */
  readonly logCollectors?: readonly string[];
  /** Ways to log in, the first that applies counts. Undefined where only variables log in. */
  readonly login?: ProviderLogin;
  /** Variables that a deploy needs. @param config a cluster's configuration; without it all that any cluster may need */
  readonly variables: (config?: Readonly<Record<string, unknown>>) => readonly VariableGroup[];
  /** Oldest Terraform and OpenTofu that a cluster needs, when that is newer than what every cluster needs. @default undefined */
  readonly terraform?: (config: Readonly<Record<string, unknown>>) => TerraformNeed | undefined;
  /** Programs that kubectl and the baseline need to log in. @default none */
  readonly tools?: readonly RequiredTool[];
  /** Services of the cloud that must be enabled. */
  readonly services?: ServiceCheck;
  readonly pipeline: PipelineLogin;
  /** Storage for Terraform's state that this provider offers. @default none */
  readonly state?: StateStorage;
  /** Whether a cluster has object storage. @default it always has */
  readonly hasObjectStorage?: (config: Readonly<Record<string, unknown>>) => boolean;
  /** Loads the provider's stack and rules, and with them its bindings. */
  readonly stack: () => LoadedProvider;
}

/** A provider with its bindings. Props come from a file that was checked against the provider's schema. */
export interface LoadedProvider {
  readonly Stack: new (app: Construct, name: string, props: never) => Construct;
  /** Problems that the schema can't tell; the props may have holes. */
  readonly problems: (props: never) => Problem[];
}

export interface ProviderLogin {
  readonly ways: readonly LoginWay[];
  /** Advice when nobody is logged in. */
  readonly todo: string;
}

/** A way to log in. It applies when every condition that is given holds. */
export interface LoginWay {
  /** Words for a person, for example `a role by federation`. */
  readonly found: string;
  /** Environment variables that must all be set. */
  readonly all?: readonly string[];
  /** Environment variables of which one must be set. */
  readonly any?: readonly string[];
  /** Environment variables with the value that they must have. */
  readonly equals?: Readonly<Record<string, string>>;
  /** Files below the home directory of which one must exist. */
  readonly files?: readonly string[];
  /** A program that must succeed and print something. */
  readonly command?: readonly [string, ...string[]];
  /** Advice for a login by a secret that lasts until somebody revokes it. */
  readonly lasting?: string;
}

export interface VariableGroup {
  /** Words for a person, for example `azure subscription`. */
  readonly name: string;
  readonly variables: readonly string[];
  /** Whether the values are secrets, which a CI system must mask. */
  readonly secret: boolean;
  /** Advice when some are missing. */
  readonly todo: (missing: readonly string[]) => string;
}

/** Oldest versions of Terraform and OpenTofu that know what a stack uses. */
export interface TerraformNeed {
  readonly terraform: string;
  readonly tofu: string;
  /** What needs it, for example `the S3 lock file`. */
  readonly for: string;
}

export interface RequiredTool {
  readonly command: string;
  readonly todo: string;
}

/** A check of the cloud's services: a fixed answer, or a command that lists the enabled ones. */
export type ServiceCheck =
  | { readonly name: string; readonly note: string }
  | {
      readonly name: string;
      readonly command: readonly [string, ...string[]];
      readonly needed: readonly string[];
      /** Why the command may have no answer. */
      readonly unchecked: string;
      readonly todo: (missing: readonly string[]) => string;
    };

/** How a pipeline logs in; the script is `templates/pipelines/ci/login/<provider>.sh`. */
export interface PipelineLogin {
  /** Identifiers of the pipeline at the cloud, which are no secrets. */
  readonly ids: readonly string[];
  /** Audience of the CI system's OIDC token; the provider refuses any other. Undefined where the platform trusts no CI system. */
  readonly audience?: string;
  /** Command that installs what hosted runners lack. */
  readonly tools?: string;
}

/** Storage for Terraform's state. */
export interface StateStorage {
  readonly backend: Backend["type"];
  /** Name of the place that a backend describes: its account or bucket. */
  readonly placeOf: (backend: Backend) => string;
  /** Whether two backends that name one place describe it differently. @default they can't */
  readonly contradicts?: (one: Backend, other: Backend) => boolean;
  /** Why a contradiction is refused. */
  readonly contradiction?: string;
  /** Whether the storage needs a region, which a cluster of the same provider may give. */
  readonly needsRegion: boolean;
  /** Loads the stack that creates the storage. */
  readonly stack: () => new (app: Construct, id: string, props: never) => Construct;
  /** Props of that stack beside place, tags and region, from the cluster whose file names the place. */
  readonly propsOf: (config: Readonly<Record<string, unknown>>) => object;
}

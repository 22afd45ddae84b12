import type { Text } from "../text/text";
import { type AppJson, isOwnedBy, stacksAround } from "./app-json";
import type { Fact } from "./fact";
import type { Json } from "./json";
import { follow } from "./references";
import { attribute, object, type Resource, type StackJson, string, valueAt } from "./terraform-json";
import { originOf, type Unaccounted } from "./unaccounted";

/** How a provider's resources name their place. */
export interface Places {
  /** Name of the provider block, which also starts the names of its types. */
  readonly terraformProvider: string;
  /** Attributes that name a place, at any depth. */
  readonly attributes: RegExp;
  /** Region of a place, for example of a zone; undefined for a text that names none. */
  readonly regionOf: (place: string) => string | undefined;
  /** Backend whose region is one of this provider's. @default none */
  readonly ownBackend?: string;
  /** Further providers of the platform, whose resources name no region. @default none */
  readonly besides?: readonly string[];
  /** Whether resources that name no place are in the region of the provider block. */
  readonly byProvider: boolean;
}

/** Regions of what an app stores or runs beside its other clusters, and what cannot be placed. */
export interface Placed {
  readonly regions: readonly Fact<string>[];
  readonly unaccounted: readonly Unaccounted[];
}

/** Providers whose resources are on the cluster, in the state, or on the machine that runs Terraform. */
const withoutRegion = new Set([
  ...["kubernetes", "helm", "kubectl", "talos"],
  ...["random", "tls", "time", "null", "terraform", "local", "archive", "cloudinit"],
]);

/** Reads every place that the app names for a cluster and the state of its stacks. */
export function placesIn(app: AppJson, places: Places): Placed {
  const resources = stacksAround(app).flatMap((stack) =>
    stack.resources.filter(({ constructPath }) => !isOwnedBy(app.others, constructPath)).map((resource) => ({ stack, resource })),
  );
  const known = resources.filter(({ resource: { type } }) => type.startsWith(`${places.terraformProvider}_`));
  const foreign = resources.filter(({ resource: { type } }) => {
    const [provider = ""] = type.split("_");
    return provider !== places.terraformProvider && !withoutRegion.has(provider) && !(places.besides ?? []).includes(provider);
  });
  const states = app.stacks.filter(({ name }) => app.own.stacks.has(name)).map((stack) => stateIn(stack, places));
  return {
    regions: [
      ...known.flatMap(({ stack, resource }) => placesOf(app, stack, resource, places)),
      ...byProvider(known, places),
      ...states.flatMap(({ regions }) => regions),
    ],
    unaccounted: [
      ...states.flatMap(({ unaccounted }) => unaccounted),
      ...foreign.map(({ stack, resource: { address, attributes } }) => ({
        subjects: ["regions"] as const,
        because: { en: "its place isn't read", nl: "de plaats ervan wordt niet gelezen" },
        origin: originOf(stack, address, "", attributes),
        leaves: "expected" as const,
      })),
    ],
  };
}

// Words of Terraform and labels that people write.
const notPlaces = new Set(["//", "lifecycle", "depends_on", "provider", "provisioner", "connection", "tags", "labels", "tags_all"]);

function placesOf(app: AppJson, stack: StackJson, resource: Resource, { attributes, regionOf }: Places): readonly Fact<string>[] {
  const placeAt = (path: readonly string[], value: Json): Fact<string> => ({
    ...attribute(resource, path.join("."), () => {
      const found = follow(app, stack, value, []);
      return found.kind === "text" ? regionOf(found.text) : undefined;
    }),
    // Of a list the whole of it, as it is in the code.
    written: valueAt(resource.attributes, path.join(".")) ?? value,
  });
  const within = (value: Json, path: readonly string[], isPlace: boolean): readonly Fact<string>[] => {
    if (Array.isArray(value)) return value.flatMap((item: Json) => within(item, path, isPlace));
    if (typeof value === "object" && value !== null) {
      const below = Object.entries(value).flatMap(([key, item]) =>
        notPlaces.has(key) ? [] : within(item, [...path, key], attributes.test(key)),
      );
      // A place that is no text says nothing.
      return isPlace && below.length === 0 ? [{ ...placeAt(path, value), value: undefined }] : below;
    }
    return isPlace && value !== null ? [placeAt(path, value)] : [];
  };
  return within(resource.attributes, [], false);
}

/** Regions of the provider blocks that resources use. */
function byProvider(
  resources: readonly { readonly stack: StackJson; readonly resource: Resource }[],
  { terraformProvider: provider, byProvider: needed }: Places,
): readonly Fact<string>[] {
  const used = new Map<string, { readonly stack: StackJson; readonly alias: string | undefined }>();
  for (const { stack, resource } of resources) {
    const [, alias] = (string(resource.attributes.provider ?? null) ?? "").split(".");
    used.set(`${stack.name} ${alias}`, { stack, alias });
  }
  return [...used.values()].flatMap(({ stack, alias }) => {
    const given = object(stack.json.provider)[provider] ?? [];
    const blocks = (Array.isArray(given) ? (given as readonly Json[]) : [given]).map(object);
    const block = blocks.find((one) => (one.alias ?? undefined) === alias);
    if (!needed && block?.region === undefined) return [];
    return [
      {
        value: string(block?.region ?? null),
        origin: {
          stack: stack.name,
          address: alias === undefined ? `provider.${provider}` : `provider.${provider}.${alias}`,
          attribute: "region",
        },
      },
    ];
  });
}

/** Where the state is: it holds data too. */
function stateIn({ name, json, backend }: StackJson, { ownBackend, regionOf }: Places): Placed {
  const origin = { stack: name, address: "terraform", attribute: "backend" };
  const unplaced = (because: Text, leaves: Unaccounted["leaves"] = "expected"): Placed => ({
    regions: [],
    unaccounted: [{ subjects: ["regions"], because, origin, leaves }],
  });
  // On the machine that runs Terraform; HX-remote-backend judges that.
  if (backend.type.value === "local") return { regions: [], unaccounted: [] };
  const { ownAddress } = backend;
  const body = object(object(object(json.terraform).backend)[backend.type.value ?? ""]);
  // A server of your own may call its region anything.
  const region = ownAddress === undefined ? (body.region ?? null) : null;
  const unsaid = { en: "the code doesn't say where the state is", nl: "de code zegt niet waar de state staat" };
  if (region === null) return unplaced(unsaid);
  const place = string(region);
  if (place === undefined) return unplaced(unsaid, "unknown");
  const attribute = `backend.${backend.type.value}.region`;
  return backend.type.value === ownBackend
    ? { regions: [{ value: regionOf(place), written: place, origin: { ...origin, attribute } }], unaccounted: [] }
    : unplaced({
        en: `the state is in ${place} of another cloud, which isn't judged here`,
        nl: `de state staat in ${place} van een andere cloud, die hier niet wordt beoordeeld`,
      });
}

import { Construct, type IConstruct } from "constructs";
import { type Problem, problemsIn, rejectProblems } from "../validation/errors";
import type { Incomplete } from "../validation/incomplete";
import { literals } from "../validation/literals";
import { isChecked } from "./checked";
import { findingProblem, type Given, schemaFindings, withoutInvalid } from "./findings";
import { type PropsSchema, type Schema, valueAt } from "./props-schema";

/** How props are judged as a whole. */
export interface PropsRules<Props extends object> {
  /** Shapes and bounds, generated from the JSDoc tags of the interfaces. */
  readonly schema: () => PropsSchema;
  /** What no schema can tell; the props may have holes. */
  readonly problems: (props: Incomplete<Props>) => Problem[];
}

/** How a part of a cluster is judged when it is used without the cluster. */
export interface PartRules<View extends object> {
  /**
   * Prop of the cluster whose content the part takes flattened: `storage` of a storage construct.
   *
   * @default the part takes props of the cluster itself
   */
  readonly under?: string;
  /** What no schema can tell, of the cluster's props that the part takes. @default nothing */
  readonly problems?: (view: Incomplete<View>) => Problem[];
}

/** All problems of props, or none if the props were checked before. Props that the schema doesn't know are ignored. */
export function wholeProblems<Props extends object>(rules: PropsRules<Props>, props: Props): Problem[] {
  if (isChecked(props)) return [];
  const schema = rules.schema();
  return propsProblems<Props>(schema, pick(props, Object.keys(schema.validators)) as Incomplete<Props>, rules.problems, true);
}

/**
 * Refuses impossible props of a part that is used alone, in the words that a cluster file gets.
 *
 * @param cluster schema of the whole cluster
 * @param shared props that every part takes under the name that they have in the cluster
 * @param common what is wrong with those
 */
export function rejectPart<View extends object>(
  part: IConstruct,
  cluster: () => PropsSchema,
  props: object,
  shared: readonly string[],
  common: () => readonly Problem[],
  { under, problems = () => [] }: PartRules<View>,
): void {
  if (isChecked(props)) return;
  const schema = cluster();
  const { properties = {} } = schema.schema();
  // Tags of a part are those of the cluster as they are put on resources, so other rules hold for them.
  const own = under === undefined ? pick(props, Object.keys(properties).filter((prop) => prop !== "tags")) : { [under]: pick(props, keysOf(properties[under])) };
  const view = { ...pick(props, shared), ...own } as Incomplete<View>;
  const found = propsProblems<View>(schema, view, problems, false);
  rejectProblems(part.node.path, [...common(), ...(under === undefined ? found : found.map(withoutPrefix(under)))]);
}

/** The same for one pool; `problems` are the rules for a list of pools. */
export function rejectPool<Pool extends object>(
  part: IConstruct,
  cluster: () => PropsSchema,
  props: Pool,
  problems: (pools: readonly Incomplete<Pool>[]) => Problem[],
): void {
  if (isChecked(props)) return;
  const schema = cluster();
  const pool = pick(props, keysOf(schema.schema().properties?.nodePools?.items)) as Incomplete<Pool>;
  const found = propsProblems<{ readonly nodePools: readonly Pool[] }>(
    schema,
    { nodePools: [pool] },
    ({ nodePools: pools = [] }) => problems(literals<readonly Pool[]>(pools)),
    false,
  );
  rejectProblems(part.node.path, found.map(withoutPrefix("nodePools[0]")));
}

/** Problems by the schema, then problems by the rules in the remaining props. Only whole props can miss a prop. */
export function propsProblems<Props>(
  schema: PropsSchema,
  props: Incomplete<Props>,
  rules: (props: Incomplete<Props>) => Problem[],
  whole: boolean,
): Problem[] {
  const given: Given = {
    complete: true,
// A token counts as given, although its value is unknown.
    has: (path, key) => valueAt(props, [...path.map(String), key]) !== undefined,
    isRefused: () => false,
    written: () => undefined,
  };
  const required = whole ? schema.required : [];
  const { findings, invalid } = schemaFindings({ ...schema, required }, literals<Props>(props) as Readonly<Record<string, unknown>>, given);
  return [...findings.map(findingProblem), ...rules(withoutInvalid(props, invalid))];
}

/** Paths as the part's caller wrote them. */
const withoutPrefix =
  (part: string) =>
  (problem: Problem): Problem =>
    problemsIn(part, [problem])[0] ?? problem;

/** Constructs are skipped: a part takes them under names that are configuration of a cluster, such as `network`. */
function pick(props: object, keys: readonly string[]): Readonly<Record<string, unknown>> {
  const given = props as Readonly<Record<string, unknown>>;
  const found = keys.filter((key) => given[key] !== undefined && !Construct.isConstruct(given[key]));
  return Object.fromEntries(found.map((key) => [key, given[key]]));
}

/** Keys that a schema knows, in any branch of a union. */
function keysOf(schema: Schema | undefined): readonly string[] {
  const branches = [...(schema?.oneOf ?? []), ...(schema?.anyOf ?? [])];
  return [...Object.keys(schema?.properties ?? {}), ...branches.flatMap(keysOf)];
}

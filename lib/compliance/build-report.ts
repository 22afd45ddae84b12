import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type App, DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { type Baseline, isBaseline } from "../core/cluster/baseline";
import { relativePosition } from "../core/source/caller";
import { type HavenCluster, isHavenCluster, madeAt } from "../core/cluster/cluster";
import { today } from "../core/validation/days";
import type { AppJson } from "../core/reading/app-json";
import type { ApiEvidence, BaselineEvidence, ClusterEvidence } from "../core/reading/evidence";
import { type Fact, partsOf } from "../core/reading/fact";
import { packageVersion } from "../core/source/package-root";
import type { Position } from "../core/source/position";
import type { JsonObject } from "../core/reading/json";
import { readStack, type StackJson } from "../core/reading/terraform-json";
import { type Evaluated, evaluate } from "./evaluate";
import { failOnOf, refusals } from "./gate";
import { hccChecks, hccVersion } from "./hcc";
import { inventoryOf } from "./inventory";
import { profileOf } from "./profile";
import {
  type ApiReport,
  type BaselineReport,
  type CheckReport,
  type ClusterReport,
  type EvidenceReport,
  type FindingReport,
  notice,
  type Report,
} from "./report";
import { inBoth, type Rule, type Status } from "./rule";
import { rules as ownRules } from "./rules";
import { settingsOf } from "./settings";
import { verdictOf } from "./verdict";
import { waiversOf } from "./waivers";
import {
  profileWarning,
  stacksByName,
  strayWaivers,
  switchedOffWarnings,
  tableWarning,
  twinWarnings,
  waiverWarning,
  warningsByStack,
} from "./warnings";
import { statusWords } from "./words";

/** Where in a file a person set a prop of a stack; undefined when no file made the stack. */
export type Locate = (stack: string, prop: string) => (Pick<Position, "file"> & Partial<Position>) | undefined;

/** Judges every Haven cluster of an app by the JSON that its stacks were synthesized to. */
export function buildReport(app: App, rules: readonly Rule[] = [], locate?: Locate): Report {
  const asOf = today();
  // The tree of a fleet is large: it is walked once.
  const constructs = app.node.findAll();
  const clusters = constructs.filter(isHavenCluster);
  const baselines = constructs.filter(isBaseline);
  const context: ReportContext = {
    asOf,
    json: jsonByStack(app, constructs),
    clusters,
    stacks: stacksByName(clusters),
    images: new Map(),
    baselines,
    warnings: warningsByStack(constructs),
    rules: [...ownRules, ...rules],
    locate,
  };
  return {
    schemaVersion: "1",
    tool: { name: "haven-cdktf", version: packageVersion() },
    hccVersion,
    asOf: asOf.toISOString().slice(0, 10),
    notice,
    clusters: clusters.map((cluster) => clusterReport(cluster, context)),
  };
}

interface ReportContext {
  readonly asOf: Date;
  /** Every stack of the app, as it was synthesized. */
  readonly json: ReadonlyMap<TerraformStack, StackJson>;
  readonly clusters: readonly HavenCluster[];
  /** All of the app, by the name of the cluster in them. */
  readonly stacks: ReadonlyMap<string, readonly string[]>;
  /** What was found in the values of releases: most clusters of a fleet have the same. */
  readonly images: Map<string, readonly string[]>;
  /** All of the app: a cluster's may be in a stack of its own. */
  readonly baselines: readonly Baseline[];
  readonly rules: readonly Rule[];
  readonly locate: Locate | undefined;
  readonly warnings: ReadonlyMap<TerraformStack, readonly string[]>;
}

function clusterReport(cluster: HavenCluster, context: ReportContext): ClusterReport {
  const { asOf, stacks, images, baselines, warnings, rules, locate } = context;
  const stack = TerraformStack.of(cluster);
  const json = jsonOf(context, stack);
  const baseline = baselines.find((other) => other.cluster === cluster);
  const beside = baseline && TerraformStack.of(baseline) !== stack ? jsonOf(context, TerraformStack.of(baseline)) : undefined;
  const around = appAround(cluster, context);
  const inside = baseline?.evidence(beside ?? json, around);
  const evidence: ClusterEvidence = { ...cluster.evidence(json, around), ...(inside && { baseline: inside }) };
  const waivers = waiversOf(cluster);
  const profile = profileOf(cluster);
  const results = evaluate(evidence, waivers, rules, { asOf, profile });
  const made = madeAt(cluster);
  const find = (prop: string) => {
    const found = locate?.(stack.node.id, prop);
    return found === undefined ? made : relativePosition({ file: found.file, line: found.line ?? 1, column: found.column ?? 1 });
  };
  const finding = (result: Evaluated) => findingReport(result, find);
  const source = find("name");
  const checks = hccChecks.flatMap(({ id, ...check }) => {
    const result = results.find(({ rule }) => rule.id === id);
    return result ? [{ ...finding(result), ...check }] : [];
  });
  const findings = results.filter(({ rule }) => !hccChecks.some(({ id }) => id === rule.id)).map(finding);
  const failOn = failOnOf(cluster);
  const { region, zones, egressAddresses } = cluster;
  const architecture = cluster.architecture?.(json);
  return {
    verdict: verdictOf({ checks, findings }),
    stack: stack.node.id,
    constructPath: cluster.node.path,
    name: shown(stack, cluster.clusterName),
    provider: cluster.provider,
    platform: evidence.cluster.platform,
    environment: evidence.cluster.environment,
    profile: evidence.cluster.environment === "production" ? "production" : profile,
    ...(source && { source }),
    region: shown(stack, region),
    ...(evidence.cluster.residencyException !== undefined && { residencyException: evidence.cluster.residencyException }),
    zones: shownList(stack, zones),
    kubernetesVersion: shown(stack, cluster.kubernetesVersion),
    minNodes: minNodes(evidence),
    resources: json.resources.length,
    checks,
    counts: counts(checks),
    findings,
    ...(baseline && evidence.baseline && { baseline: baselineReport(baseline, evidence.baseline) }),
    controlPlane: { managed: evidence.controlPlane.managed.value ?? null, redundant: evidence.controlPlane.redundant.value ?? null },
    api: apiReport(evidence.api),
    ...(architecture && { architecture }),
    settings: settingsOf(evidence, architecture),
    inventory: inventoryOf(beside ? [json, beside] : [json], shownList(stack, egressAddresses), images),
    failOn,
    refused: refusals({ checks, findings, failOn }).length > 0,
    warnings: [
      ...(warnings.get(stack) ?? []).map(inBoth),
      ...twinWarnings(stacks, cluster),
      ...profileWarning(profile, evidence),
      ...switchedOffWarnings(inside),
      ...results.flatMap((result) => waiverWarning(result, asOf)),
      ...tableWarning(evidence, asOf),
      ...strayWaivers(waivers, rules),
    ],
  };
}

/** A token as the expression that Terraform will see: its number differs from synth to synth. */
function apiReport({ public: open, allowedCidrs, identityGuarded }: ApiEvidence): ApiReport {
  return {
    public: open.value ?? null,
    allowedCidrs: allowedCidrs.value ?? null,
    ...(identityGuarded?.value !== undefined && { identityGuarded: identityGuarded.value }),
  };
}

function shown(stack: TerraformStack, value: string): string {
  return String(resolved(stack, value));
}

function shownList(stack: TerraformStack, values: readonly string[]): readonly string[] {
  const list = resolved(stack, values);
  return Array.isArray(list) ? list.map(String) : [String(list)];
}

function resolved(scope: TerraformStack, value: unknown): unknown {
  return Tokenization.resolve(value, { scope, resolver: new DefaultTokenResolver(new StringConcat()), preparing: false });
}

function findingReport(
  { rule, status, because, fix, evidence, waiver, waiverState }: Evaluated,
  find: (prop: string) => Position | undefined,
): FindingReport {
  // A waiver that doesn't hold is what somebody must change.
  const source = find(waiverState === undefined || waiverState === "used" ? (rule.setting ?? "name") : "compliance.waivers");
  return {
    id: rule.id,
    title: rule.title,
    status,
    because: inBoth(because),
    ...(fix !== undefined && status !== "guaranteed" && { fix: inBoth(fix) }),
    ...(rule.examines && { examines: rule.examines }),
    ...(rule.overlooks && { overlooks: rule.overlooks }),
    evidence: readOnce(evidence.flatMap(partsOf)).map(reported),
    ...(waiver && waiverState && { waiver: { ...waiver, state: waiverState } }),
    bio2: rule.bio2,
    ...(source && { source }),
  };
}

/** Two facts out of one attribute are one piece of evidence: what stands there. */
function readOnce(evidence: readonly Fact<unknown>[]): readonly Fact<unknown>[] {
  const read = evidence.map(({ origin }) => [origin.stack, origin.address, origin.attribute].join(" "));
  return evidence.filter((_, index) => read.indexOf(read[index] ?? "") === index);
}

/** What stands in the code, rather than what follows from it, so that a reader finds it there. */
function reported({ value, written, origin, atCreationOnly }: Fact<unknown>): EvidenceReport {
  return {
    ...origin,
    value: value === undefined ? null : written === undefined ? value : written,
    ...(atCreationOnly && { atCreationOnly }),
  };
}

function baselineReport(baseline: Baseline, evidence: BaselineEvidence): BaselineReport {
  const { components, switchedOff, defaultStorageClasses, sharedStorageClass } = evidence;
  return {
    stack: TerraformStack.of(baseline).node.id,
    components: components.map(({ release, ...component }) => ({
      ...component,
      release: release.value ?? null,
      address: release.origin.address,
    })),
    storageClasses: { block: defaultStorageClasses.value ?? null, shared: sharedStorageClass.value ?? null },
    switchedOff,
  };
}

function counts(checks: readonly CheckReport[]): Record<Status, number> {
  const of = (status: string) => checks.filter((check) => check.mandatory && check.status === status).length;
  return Object.fromEntries(Object.keys(statusWords).map((status) => [status, of(status)])) as Record<Status, number>;
}

function minNodes({ nodePools }: ClusterEvidence): number {
  return nodePools.reduce((sum, { takesApplications, minNodes: least }) => sum + (takesApplications.value ? (least.value ?? 0) : 0), 0);
}

function jsonByStack(app: App, constructs: readonly IConstruct[]): ReadonlyMap<TerraformStack, StackJson> {
  return new Map(
    constructs
      .filter((construct) => TerraformStack.isStack(construct))
      .map((stack) => {
        const { name, synthesizedStackPath } = app.manifest.forStack(stack);
        const json = JSON.parse(readFileSync(join(app.outdir, synthesizedStackPath), "utf8")) as JsonObject;
        return [stack, readStack(name, stack.node.path, json)];
      }),
  );
}

function jsonOf({ json }: Pick<ReportContext, "json">, stack: TerraformStack): StackJson {
  const found = json.get(stack);
  if (found === undefined) throw new Error(`no synthesized stack ${stack.node.path}`);
  return found;
}

/** The app as one cluster sees it: itself, the other clusters, and whatever belongs to none. */
function appAround(cluster: HavenCluster, { json, clusters, baselines }: ReportContext): AppJson {
  const ownerOf = (own: readonly HavenCluster[]) => {
    const parts = [...own, ...baselines.filter((baseline) => own.includes(baseline.cluster))];
    return {
      stacks: new Set(parts.map((part) => jsonOf({ json }, TerraformStack.of(part)).name)),
      constructPaths: parts.map(({ node }) => node.path),
    };
  };
  return {
    stacks: [...json.values()],
    own: ownerOf([cluster]),
    others: ownerOf(clusters.filter((other) => other !== cluster)),
  };
}

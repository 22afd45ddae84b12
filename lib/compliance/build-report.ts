import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type App, DefaultTokenResolver, StringConcat, TerraformStack, Tokenization } from "cdktf";
import type { IConstruct } from "constructs";
import { type Baseline, isBaseline } from "../core/baseline";
import { type HavenCluster, isHavenCluster } from "../core/cluster";
import { isDay } from "../core/days";
import { ConfigurationError } from "../core/errors";
import type { BaselineEvidence, ClusterEvidence, Fact } from "../core/evidence";
import { packageVersion } from "../core/package-root";
import { type JsonObject, readStack, type StackJson } from "../core/terraform-json";
import { type Evaluated, evaluate } from "./evaluate";
import { failOnOf, refusals } from "./gate";
import { hccChecks, hccVersion } from "./hcc";
import {
  type BaselineReport,
  type CheckReport,
  type ClusterReport,
  type EvidenceReport,
  type FindingReport,
  notice,
  type Report,
} from "./report";
import { inBoth, type Rule, type Status, type Text } from "./rule";
import { rules as ownRules } from "./rules";
import { type Waiver, waiversOf } from "./waivers";

/** Judges every Haven cluster of an app by the JSON that its stacks were synthesized to. */
export function buildReport(app: App, rules: readonly Rule[] = []): Report {
  const asOf = today();
  return {
    schemaVersion: "1",
    tool: { name: "haven-cdktf", version: packageVersion() },
    hccVersion,
    asOf: asOf.toISOString().slice(0, 10),
    notice,
    clusters: app.node
      .findAll()
      .filter(isHavenCluster)
      .map((cluster) => clusterReport(app, cluster, [...ownRules, ...rules], asOf)),
  };
}

function clusterReport(app: App, cluster: HavenCluster, rules: readonly Rule[], asOf: Date): ClusterReport {
  const stack = TerraformStack.of(cluster);
  const json = stackJson(app, stack);
  const baseline = baselineOf(app, cluster);
  const inside = baseline?.evidence(stackJson(app, TerraformStack.of(baseline)));
  const evidence: ClusterEvidence = { ...cluster.evidence(json), ...(inside && { baseline: inside }) };
  const waivers = waiversOf(cluster);
  const results = evaluate(evidence, waivers, rules, { asOf });
  const checks = hccChecks.flatMap(({ id, ...check }) => {
    const result = results.find(({ rule }) => rule.id === id);
    return result ? [{ ...finding(result), ...check }] : [];
  });
  const findings = results.filter(({ rule }) => !hccChecks.some(({ id }) => id === rule.id)).map(finding);
  const failOn = failOnOf(cluster);
  return {
    stack: stack.node.id,
    constructPath: cluster.node.path,
    name: shown(stack, cluster.clusterName),
    provider: cluster.provider,
    platform: evidence.cluster.platform,
    environment: evidence.cluster.environment,
    region: shown(stack, cluster.region),
    zones: shownList(stack, cluster.zones),
    kubernetesVersion: shown(stack, cluster.kubernetesVersion),
    minNodes: minNodes(evidence),
    resources: json.resources.length,
    checks,
    counts: counts(checks),
    findings,
    ...(baseline && evidence.baseline && { baseline: baselineReport(baseline, evidence.baseline) }),
    failOn,
    refused: refusals({ checks, findings, failOn }).length > 0,
    warnings: [
      ...warningsOf(stack).map(inBoth),
      ...twinWarnings(app, cluster),
      ...(inside?.switchedOff ?? []).map(({ name, reason }) => ({
        en: `${name} is switched off: ${reason}`,
        nl: `${name} is uitgezet: ${reason}`,
      })),
      ...results.flatMap(waiverWarning),
      ...strayWaivers(waivers, rules),
    ],
  };
}

/** The baseline may be in a stack of its own. */
function baselineOf(app: App, cluster: HavenCluster): Baseline | undefined {
  return app.node.findAll().find((other): other is Baseline => isBaseline(other) && other.cluster === cluster);
}

/** A token as the expression that Terraform will see: its number differs from synth to synth. */
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

function finding({ rule, status, because, fix, evidence, waiver, waiverState }: Evaluated): FindingReport {
  return {
    id: rule.id,
    title: rule.title,
    status,
    because: inBoth(because),
    ...(fix !== undefined && status !== "guaranteed" && { fix: inBoth(fix) }),
    evidence: readOnce(evidence).map(reported),
    ...(waiver && waiverState && { waiver: { ...waiver, state: waiverState } }),
    bio2: rule.bio2,
  };
}

/** Two facts out of one attribute are one piece of evidence: what stands there. */
function readOnce(evidence: readonly Fact<unknown>[]): readonly Fact<unknown>[] {
  const read = evidence.map(({ origin }) => [origin.stack, origin.address, origin.attribute].join(" "));
  return evidence.filter((_, index) => read.indexOf(read[index] ?? "") === index);
}

function reported({ value, origin, atCreationOnly }: Fact<unknown>): EvidenceReport {
  return { ...origin, value: value ?? null, ...(atCreationOnly && { atCreationOnly }) };
}

function baselineReport(baseline: Baseline, { components, switchedOff }: BaselineEvidence): BaselineReport {
  return {
    stack: TerraformStack.of(baseline).node.id,
    components: components.map(({ release, ...component }) => ({
      ...component,
      release: release.value ?? null,
      address: release.origin.address,
    })),
    switchedOff,
  };
}

function counts(checks: readonly CheckReport[]): Record<Status, number> {
  const of = (status: Status) => checks.filter((check) => check.mandatory && check.status === status).length;
  return {
    guaranteed: of("guaranteed"),
    expected: of("expected"),
    failed: of("failed"),
    waived: of("waived"),
    unknown: of("unknown"),
    "not-applicable": of("not-applicable"),
  };
}

function minNodes({ nodePools }: ClusterEvidence): number {
  return nodePools.reduce((sum, { takesApplications, minNodes: least }) => sum + (takesApplications.value ? (least.value ?? 0) : 0), 0);
}

/** What a cluster makes is named after it, so two of one name take each other's, unless they are in different subscriptions. */
function twinWarnings(app: App, cluster: HavenCluster): Text[] {
  const stacks = app.node
    .findAll()
    .filter((other): other is HavenCluster => isHavenCluster(other) && other !== cluster)
    .filter(({ provider, clusterName }) => provider === cluster.provider && clusterName === cluster.clusterName)
    .map((other) => TerraformStack.of(other).node.id);
  return stacks.map((stack) => ({
    en: `${stack} has a cluster of the name ${cluster.clusterName} too: only in another account do they not collide`,
    nl: `${stack} heeft ook een cluster met de naam ${cluster.clusterName}: alleen in een ander account botsen ze niet`,
  }));
}

function waiverWarning({ rule: { id }, waiverState }: Evaluated): Text[] {
  switch (waiverState) {
    case "unused":
      return [
        {
          en: `the waiver of ${id} is not used: the check doesn't fail`,
          nl: `de ontheffing voor ${id} is niet gebruikt: de controle wordt niet afgekeurd`,
        },
      ];
    case "refused":
      return [
        {
          en: `the waiver of ${id} has no effect: it can't be waived in production`,
          nl: `de ontheffing voor ${id} heeft geen effect: in productie is die niet mogelijk`,
        },
      ];
    default:
      return [];
  }
}

/** Waivers of rules that this report doesn't judge by: without a word somebody would think that they hold. */
function strayWaivers(waivers: readonly Waiver[], rules: readonly Rule[]): Text[] {
  const stray = waivers.filter(({ check }) => !rules.some(({ id }) => id === check));
  return [...new Set(stray.map(({ check }) => check))].map((check) => ({
    en: `the waiver of ${check} is not used: no rule of that id is in the report`,
    nl: `de ontheffing voor ${check} is niet gebruikt: het rapport kent geen regel met dat id`,
  }));
}

/** Warnings on anything in the stack, once each. */
export function warningsOf(stack: IConstruct): string[] {
  const warnings = stack.node
    .findAll()
    .flatMap(({ node }) => node.metadata.filter(({ type }) => type === "@cdktf/warn").map(({ data }) => String(data)));
  return [...new Set(warnings)];
}

function stackJson(app: App, stack: TerraformStack): StackJson {
  const { name, synthesizedStackPath } = app.manifest.forStack(stack);
  const json = JSON.parse(readFileSync(join(app.outdir, synthesizedStackPath), "utf8")) as JsonObject;
  return readStack(name, stack.node.path, json);
}

/** The day that the report speaks of; `HAVEN_AS_OF` sets it, so that a report can be made again. */
function today(): Date {
  const given = process.env.HAVEN_AS_OF;
  if (given === undefined || given === "") return new Date(new Date().toISOString().slice(0, 10));
  if (isDay(given)) return new Date(given);
  throw new ConfigurationError("HAVEN_AS_OF", [{ path: "", message: `"${given}" is not a day such as 2027-03-01` }]);
}

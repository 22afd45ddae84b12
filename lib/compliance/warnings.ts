import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import type { HavenCluster } from "../core/cluster/cluster";
import type { BaselineEvidence, ClusterEvidence } from "../core/reading/evidence";
import type { Evaluated } from "./evaluate";
import type { Profile } from "./profile";
import { followed, type Rule, type Text } from "./rule";
import type { Waiver } from "./waivers";

/** Stacks by provider and name of the cluster in them: in a fleet each cluster looks up its own name only. */
export function stacksByName(clusters: readonly HavenCluster[]): ReadonlyMap<string, readonly string[]> {
  const stacks = new Map<string, string[]>();
  for (const cluster of clusters) {
    const found = stacks.get(nameOf(cluster));
    const stack = TerraformStack.of(cluster).node.id;
    if (found) found.push(stack);
    else stacks.set(nameOf(cluster), [stack]);
  }
  return stacks;
}

const nameOf = ({ provider, clusterName }: HavenCluster) => `${provider} ${clusterName}`;

/** What a cluster makes is named after it, so two of one name take each other's, unless they are in different subscriptions. */
export function twinWarnings(stacks: ReadonlyMap<string, readonly string[]>, cluster: HavenCluster): Text[] {
  const all = stacks.get(nameOf(cluster)) ?? [];
  const own = all.indexOf(TerraformStack.of(cluster).node.id);
  return all.toSpliced(own, 1).map((stack) => ({
    en: `${stack} has a cluster of the name ${cluster.clusterName} too: only in another account do they not collide`,
    nl: `${stack} heeft ook een cluster met de naam ${cluster.clusterName}: alleen in een ander account botsen ze niet`,
  }));
}

export function profileWarning(profile: Profile, { cluster }: ClusterEvidence): Text[] {
  if (profile !== "test" || cluster.environment !== "production") return [];
  return [
    { en: "profile test has no effect: the environment is production", nl: "profiel test heeft geen effect: de omgeving is productie" },
  ];
}

export function switchedOffWarnings(inside: BaselineEvidence | undefined): Text[] {
  return (inside?.switchedOff ?? []).map(({ name, reason }) => ({
    en: `${name} is switched off: ${reason}`,
    nl: `${name} is uitgezet: ${reason}`,
  }));
}

/** A month: time to decide again, or to take the risk away. */
const waiverNoticeDays = 30;

/** Half a year: by then a platform has released and withdrawn versions that the tables don't know. */
const tableAgeDays = 183;

const days = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 86_400_000;

/** Warning about the age of what this version of the library knows of a platform. */
export function tableWarning({ cluster: { platform, support } }: ClusterEvidence, asOf: Date): Text[] {
  if (days(new Date(support.asOf), asOf) <= tableAgeDays) return [];
  return [
    {
      en: `what is known of the versions of ${platform} is of ${support.asOf}: update haven-cdktf`,
      nl: `wat over de versies van ${platform} bekend is, is van ${support.asOf}: werk haven-cdktf bij`,
    },
  ];
}

/** Warning about a waiver without effect, or about to end. */
export function waiverWarning({ rule: { id }, waiver, waiverState }: Evaluated, asOf: Date): Text[] {
  if (waiver && waiverState === "used" && days(asOf, new Date(waiver.until)) <= waiverNoticeDays) {
    const { until, owner } = waiver;
    return [
      {
        en: `the waiver of ${id} ends on ${until}: ask ${owner}`,
        nl: `de ontheffing voor ${id} loopt af op ${until}: vraag ${owner}`,
      },
    ];
  }
  const more = waiverState && withoutEffect[waiverState];
  return more ? [followed({ en: `the waiver of ${id}`, nl: `de ontheffing voor ${id}` }, more)] : [];
}

const withoutEffect: Partial<Record<NonNullable<Evaluated["waiverState"]>, Text>> = {
  unused: { en: " is not used: the check doesn't fail", nl: " is niet gebruikt: de controle wordt niet afgekeurd" },
  refused: { en: " has no effect: it can't be waived in production", nl: " heeft geen effect: in productie is die niet mogelijk" },
};

/** Waivers of rules that this report doesn't judge by: without a word somebody would think that they hold. */
export function strayWaivers(waivers: readonly Waiver[], rules: readonly Rule[]): Text[] {
  const stray = waivers.filter(({ check }) => !rules.some(({ id }) => id === check));
  return [...new Set(stray.map(({ check }) => check))].map((check) => ({
    en: `the waiver of ${check} is not used: no rule of that id is in the report`,
    nl: `de ontheffing voor ${check} is niet gebruikt: het rapport kent geen regel met dat id`,
  }));
}

/** What constructs warn of, by the stack that they are in, once each. */
export function warningsByStack(constructs: readonly IConstruct[]): ReadonlyMap<TerraformStack, readonly string[]> {
  const found = new Map<TerraformStack, string[]>();
  for (const construct of constructs) {
    for (const { type, data } of construct.node.metadata) {
      if (type !== "@cdktf/warn") continue;
      const stack = TerraformStack.of(construct);
      const warnings = found.get(stack) ?? [];
      if (!warnings.includes(String(data))) found.set(stack, [...warnings, String(data)]);
    }
  }
  return found;
}

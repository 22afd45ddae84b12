import type { Architecture } from "../core/reading/architecture";
import type { Position } from "../core/source/position";
import type { Profile } from "./profile";
import type { FailOn, Status, Text } from "./rule";
import type { Waiver } from "./waivers";

/** The prediction for every cluster of an app. Every other form of the report is made from this. */
export interface Report {
  readonly schemaVersion: "1";
  readonly tool: { readonly name: "haven-cdktf"; readonly version: string };
  /** Release of the Haven Compliancy Checker whose checks are predicted. */
  readonly hccVersion: string;
  /** The day that the prediction speaks of. */
  readonly asOf: string;
  readonly notice: Text;
  readonly clusters: readonly ClusterReport[];
}

/** Who reaches the API; null where the code doesn't tell. */
export interface ApiReport {
  readonly public: boolean | null;
  readonly allowedCidrs: readonly string[] | null;
  /** The provider's IAM turns strangers away before the API server hears of them. @default it can't */
  readonly identityGuarded?: boolean;
}

/** The prediction for one cluster, with its checks, findings and settings. */
export interface ClusterReport {
  /** The prediction in a sentence or two. */
  readonly verdict: Text;
  readonly stack: string;
  readonly constructPath: string;
  readonly name: string;
  readonly provider: string;
  readonly platform: string;
  readonly environment: string;
  /** `test` gives up the checks about size. */
  readonly profile: Profile;
  /** Where a person asked for it; undefined when that isn't known. */
  readonly source?: Position;
  readonly region: string;
  /** Why data may leave the EU/EEA, as the owner of the cluster put it. */
  readonly residencyException?: string;
  readonly zones: readonly string[];
  readonly kubernetesVersion: string;
  /** Least number of nodes that take applications. */
  readonly minNodes: number;
  /** Resources in the stack. */
  readonly resources: number;
  /** The checks of HCC, in its order. */
  readonly checks: readonly CheckReport[];
  /** How many of HCC's mandatory checks have each status. */
  readonly counts: Readonly<Record<Status, number>>;
  /** Our own rules, and those of the app. They say nothing about HCC. */
  readonly findings: readonly FindingReport[];
  /** What runs inside the cluster; undefined without a baseline in the app. */
  readonly baseline?: BaselineReport;
  /** Null where the code doesn't tell. */
  readonly controlPlane: { readonly managed: boolean | null; readonly redundant: boolean | null };
  readonly api: ApiReport;
  /** What the picture shows; undefined where the provider doesn't say. */
  readonly architecture?: Architecture;
  /** What the stack is set to, defaults filled in. */
  readonly settings: readonly SettingReport[];
  readonly inventory: InventoryReport;
  /** Who looked at the running cluster; undefined in a prediction alone. */
  readonly observation?: ObservationReport;
  /** What makes the gate refuse the stack. */
  readonly failOn: readonly FailOn[];
  readonly refused: boolean;
  /** What constructs warn of is as they wrote it: English in both. */
  readonly warnings: readonly Text[];
}

/** The components inside the cluster, as the stack installs them. */
export interface BaselineReport {
  /** The cluster's own, or one beside it. */
  readonly stack: string;
  readonly components: readonly {
    readonly component: string;
    readonly namespace: string;
    /** Null when the stack doesn't install it any more. */
    readonly release: string | null;
    readonly address: string;
    /** Undefined for objects that no chart brings. */
    readonly chart?: { readonly name: string; readonly version: string };
  }[];
  /** Null where the code doesn't tell. */
  readonly storageClasses: { readonly block: readonly string[] | null; readonly shared: string | null };
  /** Parts that the user left out, with the reason that was given. */
  readonly switchedOff: readonly { readonly name: string; readonly reason: string }[];
}

/** The outcome of one rule, with its reason and evidence. */
export interface FindingReport {
  readonly id: string;
  readonly title: Text;
  readonly status: Status;
  readonly because: Text;
  readonly fix?: Text;
  /** What the rule reads. */
  readonly examines?: Text;
  /** What the title may suggest, and the rule doesn't look at. */
  readonly overlooks?: Text;
  readonly evidence: readonly EvidenceReport[];
  readonly waiver?: Waiver & { readonly state: "used" | "unused" | "expired" | "refused" };
  /** BIO2 measures that it supports, by our own mapping. */
  readonly bio2: readonly string[];
  /** Where a person changes it; undefined when that isn't known. */
  readonly source?: Position;
  /** What was seen on the running cluster; undefined in a prediction alone, and where nobody could see it. */
  readonly observed?: ObservedReport;
}

/** The prediction for one check of the Haven Compliancy Checker. */
export interface CheckReport extends FindingReport {
  /** HCC's own words. */
  readonly label: string;
  readonly category: string;
  readonly mandatory: boolean;
}

/** Who looked at a running cluster. */
export interface ObservationReport {
  /** The Haven Compliancy Checker, or `haven-cdktf observe`, which isn't that. */
  readonly by: "hcc" | "observe";
  /** Name and version of it. */
  readonly tool: string;
  /** When, in its own words. */
  readonly at?: string;
  /** What HCC made of all of it; null where nobody said. */
  readonly compliant: boolean | null;
  /** Checks that the prediction doesn't know. */
  readonly others: readonly {
    readonly id: string;
    readonly label: string;
    /** False for what HCC only suggests. */
    readonly mandatory: boolean;
    readonly result: ObservedReport["result"];
  }[];
  /** What else the report says, beside what runs; undefined where only checks were looked at. */
  readonly drift?: readonly DriftReport[];
}

/** Something that the report says of the cluster, and what runs. */
export interface DriftReport {
  readonly title: Text;
  readonly predicted: Text;
  readonly seen: Text;
  /** `unknown`: it couldn't be read. */
  readonly result: "same" | "different" | "unknown";
}

/** One check on a running cluster. */
export interface ObservedReport {
  /** `missing`: nothing was said of it. */
  readonly result: "yes" | "no" | "skipped" | "unknown" | "missing";
  /**
   * What the prediction was worth. `match`: as predicted. `regression`: guaranteed and not there. `shortfall`: not promised, and not
   * there. `weaker`: to observe, and seen. `unpredicted`: better than predicted. `unjudged`: whoever looked couldn't say. `missing`:
   * nothing was said of it.
   */
  readonly outcome: "match" | "regression" | "shortfall" | "weaker" | "unpredicted" | "unjudged" | "missing";
  readonly because?: Text;
  /** What it was seen in. */
  readonly evidence?: readonly ObservedEvidence[];
}

/** Something on a running cluster. */
export interface ObservedEvidence {
  /** `Kind/name`, or the kind alone for all of it. */
  readonly address: string;
  readonly attribute: string;
  /** Null when it isn't there. */
  readonly value: unknown;
}

/** Something in the Terraform JSON. */
export interface EvidenceReport {
  readonly stack: string;
  readonly address: string;
  readonly attribute: string;
  /** Null when the code doesn't tell. */
  readonly value: unknown;
  readonly constructPath?: string;
  readonly atCreationOnly?: boolean;
}

/** Without a place where several resources say it together. */
export interface SettingReport extends Partial<Omit<EvidenceReport, "value">>, Pick<EvidenceReport, "value"> {
  readonly title: Text;
}

/** What the stacks of a cluster make. */
export interface InventoryReport {
  /** Resources by type. */
  readonly kinds: readonly { readonly kind: string; readonly count: number }[];
  /** Terraform providers; the version is null when any will do. */
  readonly providers: readonly { readonly name: string; readonly source: string; readonly version: string | null }[];
  /** Images that the code names; every other one is named by its chart, at the version of the chart. */
  readonly images: readonly string[];
  /** Regions that resources are put in. */
  readonly regions: readonly string[];
  /** Public addresses that traffic comes from, as Terraform's expressions until it knows them. */
  readonly egressAddresses: readonly string[];
  /** Tags or labels for passing costs on, with how many resources carry each. */
  readonly tags: readonly { readonly key: string; readonly value: string; readonly resources: number }[];
}

export const notice: Text = {
  en: "A prediction from code. Only a run of the Haven Compliancy Checker on the cluster decides.",
  nl: "Een voorspelling uit code. Alleen een run van de Haven Compliancy Checker op het cluster beslist.",
};

import type { FailOn } from "./gate";
import type { Status, Text } from "./rule";
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

export interface ClusterReport {
  readonly stack: string;
  readonly constructPath: string;
  readonly name: string;
  readonly provider: string;
  readonly platform: string;
  readonly environment: string;
  readonly region: string;
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
  /** What makes the gate refuse the stack. */
  readonly failOn: readonly FailOn[];
  readonly refused: boolean;
  /** What constructs warn of is as they wrote it: English in both. */
  readonly warnings: readonly Text[];
}

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
  /** Parts that the user left out, with the reason that was given. */
  readonly switchedOff: readonly { readonly name: string; readonly reason: string }[];
}

export interface FindingReport {
  readonly id: string;
  readonly title: Text;
  readonly status: Status;
  readonly because: Text;
  readonly fix?: Text;
  readonly evidence: readonly EvidenceReport[];
  readonly waiver?: Waiver & { readonly state: "used" | "unused" | "expired" | "refused" };
  /** BIO2 measures that it supports, by our own mapping. */
  readonly bio2: readonly string[];
}

export interface CheckReport extends FindingReport {
  /** HCC's own words. */
  readonly label: string;
  readonly category: string;
  readonly mandatory: boolean;
}

export interface EvidenceReport {
  readonly stack: string;
  readonly address: string;
  readonly attribute: string;
  /** Null when the code doesn't tell. */
  readonly value: unknown;
  readonly constructPath?: string;
  readonly atCreationOnly?: boolean;
}

export const notice: Text = {
  en: "A prediction from code. Only a run of the Haven Compliancy Checker on the cluster decides.",
  nl: "Een voorspelling uit code. Alleen een run van de Haven Compliancy Checker op het cluster beslist.",
};

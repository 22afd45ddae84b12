import type { Architecture } from "../core/reading/architecture";

/** What is known of a cluster when its picture is drawn; a cluster of the report is one. */
export interface PictureSubject {
  readonly name: string;
  readonly region: string;
  readonly zones: readonly string[];
  readonly kubernetesVersion: string;
  readonly architecture: Architecture;
  /** Null where the code doesn't tell. */
  readonly controlPlane: { readonly managed: boolean | null; readonly redundant: boolean | null };
  readonly api: { readonly public: boolean | null; readonly allowedCidrs: readonly string[] | null; readonly identityGuarded?: boolean };
  /** Undefined without a baseline in the app. */
  readonly baseline?: {
    readonly components: readonly { readonly component: string; readonly chart?: { readonly name: string } }[];
    readonly storageClasses: { readonly block: readonly string[] | null; readonly shared: string | null };
  };
}

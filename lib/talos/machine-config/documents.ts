import { stringify } from "yaml";

/** One document of a machine's configuration, or a part of one, as `config_patches` takes it. */
export type TalosDocument = MachinePatch | KindDocument;

/** Part of the main document, `v1alpha1`. */
export interface MachinePatch {
  readonly machine?: {
    readonly install?: { readonly disk: string; readonly image: string };
    readonly sysctls?: Readonly<Record<string, string>>;
    readonly kernel?: { readonly modules: readonly { readonly name: string }[] };
    readonly nodeLabels?: Readonly<Record<string, string>>;
    readonly kubelet?: {
      readonly nodeIP?: { readonly validSubnets: readonly string[] };
      readonly extraArgs?: Readonly<Record<string, string>>;
      readonly extraConfig?: Readonly<Record<string, unknown>>;
    };
    readonly features?: {
      readonly kubernetesTalosAPIAccess?: {
        readonly enabled: boolean;
        readonly allowedRoles: readonly string[];
        readonly allowedKubernetesNamespaces: readonly string[];
      };
    };
    readonly logging?: { readonly destinations: readonly { readonly endpoint: string; readonly format: "json_lines" }[] };
  };
  readonly cluster?: {
    readonly network?: {
      readonly cni?: { readonly name: "none" };
      readonly podSubnets?: readonly string[];
      readonly serviceSubnets?: readonly string[];
    };
    readonly proxy?: { readonly disabled: boolean };
    readonly discovery?: {
      readonly enabled: boolean;
      readonly registries?: {
        readonly kubernetes: { readonly disabled: boolean };
        readonly service: { readonly disabled?: boolean; readonly endpoint?: string };
      };
    };
    readonly externalCloudProvider?: { readonly enabled: boolean };
    readonly apiServer?: { readonly auditPolicy?: object; readonly extraArgs?: Readonly<Record<string, string>> };
    readonly etcd?: { readonly advertisedSubnets: readonly string[] };
  };
}

/** A document of its own, for example `Layer2VIPConfig`. */
export interface KindDocument {
  readonly apiVersion: "v1alpha1";
  readonly kind: string;
  readonly [key: string]: unknown;
}

export function document(kind: string, content: Readonly<Record<string, unknown>>): KindDocument {
  return { apiVersion: "v1alpha1", kind, ...content };
}

/** As YAML, which people read in a plan. Terraform would take `${` for an expression of its own. */
export function renderDocument(content: TalosDocument): string {
  return stringify(content, { lineWidth: 0 }).replaceAll(/[$%](?=\{)/g, (sign) => sign + sign);
}

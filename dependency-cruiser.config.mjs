/**
 * Which file may import which: ARCHITECTURE.md, "Imports go one way". Type-only imports count like all others.
 * @see https://github.com/sverweij/dependency-cruiser/blob/main/doc/rules-reference.md
 */

/** Folders of lib that are no provider. Every other folder is one, a new folder too. */
const neutral = ["baseline", "compliance", "config", "core", "guard", "observe", "picture", "talos", "testing"];
/** In `from` this captures the provider's name, so that `own` means the same provider in `to`. */
const provider = `^lib/((?!(?:${neutral.join("|")})/)[^/]+)/`;
const anyProvider = provider.replace("((?!", "(?:(?!");
const own = "^lib/$1/";
const core = "^lib/core/";
const cdktf = "^(?:node_modules/)?(?:@cdktf/|@cdktn/|cdktf(?:/|$)|cdktn(?:/|$)|constructs(?:/|$))";
const binding = "^(?:node_modules/)?@(?:cdktf|cdktn)/provider-";

/** Of this repository, files at `from` import nothing but files at `may`. */
const importsOnly = (name, comment, from, may) => ({
  name: `${name}-imports-only`,
  comment,
  from: { path: from },
  to: { path: "^(?:bench|cli|examples|lib|main\\.ts|stacks|scripts|test)(?:/|$)", pathNot: may },
});

/** Files at `from` import no package at `to`. */
const noPackage = (name, comment, from, to) => ({ name, comment, from, to: { path: to } });

const neutralLayers = [
  importsOnly("core", "Every other folder builds on lib/core.", core, [core]),
  importsOnly("picture", "A picture needs facts only.", "^lib/picture/", [core, "^lib/picture/"]),
  importsOnly("baseline", "The baseline is the same on every provider.", "^lib/baseline/", [core, "^lib/baseline/"]),
  importsOnly("compliance", "Rules and report are the same on every provider.", "^lib/compliance/", [
    core,
    "^lib/picture/",
    "^lib/compliance/",
  ]),
  importsOnly("observe", "A running cluster is judged by descriptors, without a provider's constructs.", "^lib/observe/", [
    core,
    "^lib/baseline/",
    "^lib/compliance/",
    "^lib/config/providers\\.ts$",
    "^lib/observe/",
  ]),
  importsOnly("guard", "A plan is judged without constructs.", "^lib/guard/", [
    core,
    "^lib/guard/",
    "^lib/config/",
    "^lib/baseline/(?:reading/)?guarded\\.ts$",
    "^lib/talos/(?:reading/)?guarded\\.ts$",
    `${anyProvider}(?:provider|(?:reading/)?guarded)\\.ts$`,
  ]),
  importsOnly("config", "Files are judged by descriptors and generated validators, without constructs.", "^lib/config/", [
    core,
    "^lib/config/",
    "^lib/baseline/(?:generated/|config(?:/|\\.ts$)|problems\\.ts$)",
    `${anyProvider}(?:generated/|config/|provider\\.ts$)`,
  ]),
  importsOnly("testing", "Tests of suppliers work with any provider.", "^lib/testing/", [core, "^lib/compliance/", "^lib/testing/"]),
  importsOnly("lib-index", "The root entry is provider-neutral.", "^lib/index\\.ts$", [core]),
  importsOnly("stacks", "Stacks are thin; nothing that runs without a stack belongs in them.", "^stacks/", [
    core,
    "^lib/(?:baseline|compliance|config|talos)/",
    anyProvider,
    "^stacks/",
  ]),
  importsOnly("cli", "The command knows a provider by its descriptor only.", "^cli/", [
    "^cli/",
    `^lib/(?:${neutral.join("|")})/`,
    `${anyProvider}provider\\.ts$`,
    "^stacks/",
  ]),
  noPackage(
    "judged-without-cdktf",
    "A plan, a running cluster and a picture are judged by facts alone.",
    { path: "^lib/(?:guard|observe|picture)/" },
    cdktf,
  ),
  noPackage(
    "no-bindings",
    "Only providers' constructs and the stacks know a provider's resources.",
    { path: "^(?:cli|lib)/", pathNot: ["^lib/baseline/", anyProvider] },
    binding,
  ),
  noPackage(
    "baseline-bindings",
    "The baseline is the same on every provider.",
    { path: "^lib/baseline/" },
    `${binding}(?!kubernetes/|helm/)`,
  ),
];

/** The layers of lib/<provider>, and of lib/talos: Kubernetes on machines, whichever provider makes them. */
const layersOf = (name, folder, same, others) => [
  importsOnly(`${name}-config`, "Plain data and its rules.", `${folder}config/`, [
    core,
    `${same}(?:config|generated)/`,
    ...others("config"),
  ]),
  importsOnly(`${name}-reading`, "JSON in, facts out: it receives addresses, not constructs.", `${folder}reading/`, [
    core,
    `${same}(?:components|config|machine-config|reading)/`,
    ...others("config|machine-config|reading"),
  ]),
  importsOnly(`${name}-constructs`, "A provider imports no other provider and nothing that judges it.", `${folder}constructs/`, [
    core,
    `${same}(?:components|config|constructs|generated|machine-config|reading)/`,
    ...others("components|config|constructs|machine-config|reading"),
  ]),
  importsOnly(`${name}-index`, "The public entry exports what the folder has.", `${folder}index\\.ts$`, [
    core,
    same,
    ...others("config|constructs|reading"),
  ]),
  importsOnly(`${name}-components`, "What runs inside the cluster is data, as in the baseline.", `${folder}components/`, [
    core,
    `${same}(?:components|config)/`,
    ...others("components|config"),
  ]),
  importsOnly(`${name}-machine-config`, "The configuration of a machine is data.", `${folder}machine-config/`, [
    core,
    `${same}(?:config|machine-config)/`,
  ]),
  importsOnly(`${name}-generated`, "Generated validators.", `${folder}generated/`, [core]),
  importsOnly(
    `${name}-without-a-layer`,
    "A file belongs in a layer.",
    `${folder}(?!(?:components|config|constructs|generated|machine-config|reading)/|(?:index|provider)\\.ts$)`,
    [],
  ),
  noPackage(
    `${name}-data-without-cdktf`,
    "Configuration and reading work on plain data.",
    { path: `${folder}(?:(?:config|reading)/|provider\\.ts$)` },
    cdktf,
  ),
];

const machines = (layers) => [`^lib/talos/(?:${layers})/`];
const providerLayers = [
  ...layersOf("provider", provider, own, machines),
  ...layersOf("talos", "^lib/talos/", "^lib/talos/", () => []),
  importsOnly("descriptor", "A descriptor is data that every command reads.", `${provider}provider\\.ts$`, [
    core,
    `${own}(?:config|reading)/`,
    ...machines("config|reading"),
    "^stacks/$1-(?:haven|state)-stack\\.ts$",
  ]),
  {
    name: "descriptor-loads-its-stack-lazily",
    comment: "The stack brings the bindings along: load it by require, inside a function.",
    from: { path: `${provider}provider\\.ts$` },
    to: { path: "^stacks/", dependencyTypesNot: ["require", "type-import", "dynamic-import"] },
  },
];

const rules = [
  {
    name: "no-cycle",
    comment: "Files in a circle can only be understood, tested and loaded together.",
    from: { path: "^(?:cli|lib|main\\.ts|stacks)(?:/|$)" },
    to: { circular: true },
  },
  {
    name: "bindings-by-resource",
    comment: "Import from a binding's lib/<resource>: its barrel costs 4 seconds and 500 MB.",
    from: {},
    to: { path: `${binding}[a-z]+(?:$|/lib/index\\.)` },
  },
  ...neutralLayers,
  ...providerLayers,
];

export default {
  forbidden: rules.map((rule) => ({ ...rule, severity: "error" })),
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    doNotFollow: { path: "node_modules|^dist/" },
  },
};

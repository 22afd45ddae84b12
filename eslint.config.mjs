import { readdirSync } from "node:fs";
import tseslint from "typescript-eslint";

const deepOnly = {
  regex: "^@(cdktf|cdktn)/provider-[a-z]+$",
  message: "import from a provider's lib/<resource>: its barrel costs 4 seconds and 500 MB",
};

// talos is Kubernetes on machines, whoever makes them.
const notTestsOrBarrels = [
  "core",
  "config",
  "compliance",
  "testing",
  "baseline",
  "picture",
  "cli",
  "generated",
  "talos",
  "guard",
  "observe",
];
const providers = readdirSync("lib", { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !notTestsOrBarrels.includes(entry.name))
  .map(({ name }) => name);

/** Imports go one way: core <- picture <- compliance; core <- baseline, a provider; all <- stacks, config, testing <- main. A provider never imports another. */
const mayNotImport = (files, folders, extra = []) => ({
  files,
  rules: {
    "no-restricted-imports": [
      "error",
      {
        patterns: [
          deepOnly,
          ...extra,
          ...folders.map((folder) => ({
            regex: `^(\\.\\./)+(lib/)?${folder}(/|$)`,
            message: `${files[0]} may not depend on ${folder} (ARCHITECTURE.md)`,
          })),
        ],
      },
    ],
  },
});
const noBinding = { regex: "^@cdktf/provider-", message: "only providers' folders and stacks know a provider's resources" };

export default tseslint.config(
  { ignores: ["node_modules/", "dist/", "cdktf.out/", "lib/*/generated/", "docs/api/"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          allowDefaultProject: [
            "*.mjs",
            "*.js",
            "scripts/*.mjs",
            "bench/*.mjs",
            "bench/*.cjs",
            "templates/project/*.mjs",
            "templates/project/test/*.mjs",
            "templates/pipelines/ci/*.mjs",
          ],
        },
      },
    },
    rules: {
      "no-restricted-imports": ["error", { patterns: [deepOnly] }],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A construct registers itself with its scope; most are made for that alone.
      "no-new": "off",
    },
  },
  mayNotImport(["lib/core/**/*.ts"], ["picture", "compliance", "config", "testing", "cli", "stacks", "talos", ...providers], [noBinding]),
  mayNotImport(
    ["lib/talos/**/*.ts"],
    ["baseline", "picture", "compliance", "config", "testing", "cli", "stacks", ...providers],
    [noBinding],
  ),
  mayNotImport(
    ["lib/picture/**/*.ts"],
    ["baseline", "compliance", "config", "testing", "cli", "stacks", "talos", ...providers],
    [noBinding],
  ),
  mayNotImport(
    ["lib/baseline/**/*.ts"],
    ["picture", "compliance", "config", "testing", "cli", "stacks", "talos", ...providers],
    [{ regex: "^@cdktf/provider-(?!kubernetes/|helm/)", message: "the baseline is the same on every provider" }],
  ),
  // A plan is judged without a provider's constructs: of their folders it takes the tables only, which import core only.
  mayNotImport(
    ["lib/guard/**/*.ts"],
    ["picture", "compliance", "testing", "stacks", ...providers.map((name) => `${name}/(?!guarded$).*`)],
    [noBinding],
  ),
  // What it has of the baseline are names that a baseline gives, which no binding brings along.
  mayNotImport(["lib/observe/**/*.ts"], ["config", "talos", "testing", "cli", "stacks", ...providers], [noBinding]),
  mayNotImport(["lib/compliance/**/*.ts"], ["observe", "config", "talos", "testing", "cli", "stacks", ...providers], [noBinding]),
  ...providers.map((provider) =>
    mayNotImport(
      [`lib/${provider}/**/*.ts`],
      ["picture", "compliance", "config", "testing", "cli", "stacks", ...providers.filter((other) => other !== provider)],
    ),
  ),
  {
    // jest's matchers are of type any, and attributes of a stack are printed as they come.
    files: ["test/**/*.ts", "examples/**/*.ts"],
    rules: { "@typescript-eslint/no-unsafe-assignment": "off", "@typescript-eslint/no-base-to-string": "off" },
  },
  { files: ["**/*.mjs", "**/*.cjs", "*.js"], ...tseslint.configs.disableTypeChecked },
  { files: ["**/*.cjs", "*.js"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);

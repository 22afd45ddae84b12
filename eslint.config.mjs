import tseslint from "typescript-eslint";
import { publicDoc } from "./scripts/public-doc-rule.mjs";

/** Every name that the package exports has a doc comment. "error" once those that lack one have it. */
const publicDocs = {
  files: ["lib/**/*.ts", "stacks/**/*.ts"],
  plugins: { haven: { rules: { "public-doc": publicDoc } } },
  rules: { "haven/public-doc": "error" },
};

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
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // A construct registers itself with its scope; most are made for that alone.
      "no-new": "off",
    },
  },
  publicDocs,
  {
    // jest's matchers are of type any, and attributes of a stack are printed as they come.
    files: ["test/**/*.ts", "examples/**/*.ts"],
    rules: { "@typescript-eslint/no-unsafe-assignment": "off", "@typescript-eslint/no-base-to-string": "off" },
  },
  { files: ["**/*.mjs", "**/*.cjs", "*.js"], ...tseslint.configs.disableTypeChecked },
  { files: ["**/*.cjs", "*.js"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);

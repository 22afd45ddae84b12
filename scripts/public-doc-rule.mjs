// An ESLint rule: every name that an entry of package.json exports has a doc comment. eslint-plugin-jsdoc judges every export of a file,
// and most of those are internal.
import { readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entries = Object.values(JSON.parse(readFileSync(join(root, "package.json"), "utf8")).exports)
  .flatMap(({ types }) => types ?? [])
  .map((types) => resolve(root, types.replace("/dist/", "/").replace(/\.d\.ts$/, ".ts")));

/** Of each program, the exported symbols by the file that declares them. */
const programs = new WeakMap();

function publicSymbols(program) {
  const known = programs.get(program);
  if (known !== undefined) return known;
  const checker = program.getTypeChecker();
  const byFile = new Map();
  for (const entry of entries) {
    const module = checker.getSymbolAtLocation(program.getSourceFile(entry));
    for (const exported of checker.getExportsOfModule(module)) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      const file = symbol.declarations[0].getSourceFile();
      byFile.set(file, (byFile.get(file) ?? new Set()).add(symbol));
    }
  }
  programs.set(program, byFile);
  return byFile;
}

const hasDoc = (declaration) => ts.getJSDocCommentsAndTags(declaration).some(({ comment }) => comment !== undefined);

export const publicDoc = {
  meta: {
    type: "suggestion",
    schema: [],
    messages: { missing: "{{name}} is exported by the package, and has no doc comment: say what it is for" },
  },
  create(context) {
    const { program } = context.sourceCode.parserServices;
    return {
      Program() {
        for (const symbol of publicSymbols(program).get(program.getSourceFile(context.filename)) ?? []) {
          if (symbol.declarations.some(hasDoc)) continue;
          const start = context.sourceCode.getLocFromIndex(ts.getNameOfDeclaration(symbol.declarations[0]).getStart());
          context.report({ loc: start, messageId: "missing", data: { name: symbol.name } });
        }
      },
    };
  },
};

import type { Problem } from "../core/validation/errors";
import type { LocatedProblem } from "./located-problem";
import { type Path, printable, shortenedIn } from "../core/text/shown";
import { along, type MapSource, placeToAdd, type Source } from "./source";

/** Finds the place of a problem, whose path is in words, in the files that a configuration was read from. */
export function locator(root: MapSource): (problem: Problem) => LocatedProblem {
  return ({ path, message, hint }) => {
    const { known, isWhole } = stepsOf(root, path);
    const source = along(root, known).at(-1) ?? root;
    const { file, line, column } = isWhole || source.kind !== "map" ? source.at : placeToAdd(root, known);
    const value = source.kind === "scalar" ? source.value : undefined;
    return { file, line, column, path: printable(path), message: shortenedIn(message, value), ...(hint !== undefined && { hint }) };
  };
}

/** Takes a path in words apart, as far as it is in the file. Keys may hold dots, so only the file tells where one ends. */
function stepsOf(root: Source, path: string): { readonly known: Path; readonly isWhole: boolean } {
  const known: (string | number)[] = [];
  let rest = path;
  for (let source: Source | undefined = root; source !== undefined && rest !== ""; source = along(root, known).at(-1)) {
    const step = nextStep(source, rest);
    if (step === undefined) break;
    known.push(step.key);
    rest = rest.slice(step.written.length).replace(/^\./, "");
  }
  return { known, isWhole: rest === "" };
}

function nextStep(source: Source, rest: string): { readonly key: string | number; readonly written: string } | undefined {
  if (source.kind === "list") {
    const [written, index] = /^\[(\d+)\]/.exec(rest) ?? [];
    return written === undefined || Number(index) >= source.items.length ? undefined : { key: Number(index), written };
  }
  if (source.kind !== "map") return undefined;
  const keys = [...source.entries.keys()].filter((key) => key !== "" && rest.startsWith(key) && /^($|[.[])/.test(rest.slice(key.length)));
  const key = keys.sort((a, b) => b.length - a.length)[0];
  return key === undefined ? undefined : { key, written: key };
}

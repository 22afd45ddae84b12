import { isAbsolute, relative, sep } from "node:path";
import { packageRoot } from "./package-root";
import type { Position } from "./position";

/**
 * Source position of the user's call into the library, relative to the working directory. Undefined if the caller is outside that
 * directory: reports must not hold absolute paths.
 */
export function callerPosition(): Position | undefined {
  const root = packageRoot();
  const ours = ["lib", "stacks", "dist", "main"].map((name) => `${root}${sep}${name}`);
  const frames = (new Error().stack ?? "").split("\n").slice(1);
  return frames
    .flatMap((frame) => {
      const [, file, line, column] = /\(?([^()\s]+):(\d+):(\d+)\)?$/.exec(frame) ?? [];
      return file === undefined || !isAbsolute(file) ? [] : [{ file, line: Number(line), column: Number(column) }];
    })
    .filter(({ file }) => !file.includes(`${sep}node_modules${sep}`) && !ours.some((folder) => file.startsWith(folder)))
    .map(relativePosition)
    .find((position) => position !== undefined);
}

/** Position relative to the working directory, with `/` as separator, so that it is the same on every machine. */
export function relativePosition({ file, line, column }: Position): Position | undefined {
  const path = isAbsolute(file) ? relative(process.cwd(), file) : file;
  return path.startsWith("..") || isAbsolute(path) ? undefined : { file: path.split(sep).join("/"), line, column };
}

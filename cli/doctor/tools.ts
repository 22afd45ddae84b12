import { execFile } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Nobody waits longer for an answer about a version or a registration. */
const timeout = 20_000;

/** Whether a command is on the PATH. */
export function isInstalled(command: string): boolean {
  const windows = process.platform === "win32";
  const endings = windows ? (process.env.PATHEXT ?? ".EXE;.CMD").split(";") : [""];
  return (process.env.PATH ?? "").split(delimiter).some((folder) => endings.some((ending) => isExecutable(join(folder, command + ending))));
}

/** What a command prints; undefined when it isn't there, fails, or takes too long. */
export async function outputOf(command: string, ...args: string[]): Promise<string | undefined> {
  // On Windows some are batch files, which only a shell starts; no argument comes from outside.
  const shell = process.platform === "win32";
  const env = { ...process.env, CHECKPOINT_DISABLE: "1" };
  return new Promise((resolve) => {
    execFile(command, args, { timeout, shell, env, encoding: "utf8" }, (error, stdout) => {
      resolve(error ? undefined : stdout.trim());
    });
  });
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

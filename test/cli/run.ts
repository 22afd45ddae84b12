import { spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const program = resolve(__dirname, "../../dist/cli/main.js");
const made: string[] = [];

afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** A new folder with these files in it. */
export function folder(files: Readonly<Record<string, string>> = {}): string {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "haven-cli-")));
  made.push(root);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), content);
  }
  return root;
}

/** A module for `node --require` under which a project has no provider's bindings. */
export const noBindings = `
  const Module = require("node:module");
  const load = Module._load;
  Module._load = (name, ...rest) => {
    if (name.startsWith("@cdktf/provider-")) throw Object.assign(new Error("Cannot find module '" + name + "'"), { code: "MODULE_NOT_FOUND" });
    return load(name, ...rest);
  };`;

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command as a person would, in a folder, with nothing of this machine's environment but what it takes to start. */
export function haven(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, input = ""): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd,
    input,
    encoding: "utf8",
    env: clean(cwd, env),
  });
  return { status, stdout, stderr };
}

/** The same while this process goes on, to answer what the command asks. */
export function answeredHaven(cwd: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], { cwd, env: clean(cwd, env), stdio: ["ignore", "pipe", "pipe"] });
  const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => stream.setEncoding("utf8").toArray());
  return new Promise((done) => {
    child.on("close", (status) => {
      void Promise.all([stdout, stderr]).then(([out = [], err = []]) => {
        done({ status, stdout: out.join(""), stderr: err.join("") });
      });
    });
  });
}

const clean = (home: string, env: Readonly<Record<string, string>>) => ({
  PATH: process.env.PATH,
  HOME: home,
  HAVEN_AS_OF: "2026-11-23",
  ...env,
});

/** What a person gets who used a command wrongly: 2, nothing on standard output, one line that begins with the command's name. */
export function refused({ status, stdout, stderr }: Ended): string {
  expect({ status, stdout, lines: stderr.trimEnd().split("\n").length }).toEqual({ status: 2, stdout: "", lines: 1 });
  expect(stderr).toMatch(/^haven-cdktf: /);
  return stderr.trimEnd().slice("haven-cdktf: ".length);
}

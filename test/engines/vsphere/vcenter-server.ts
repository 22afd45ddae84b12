import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const source = join(__dirname, "vcenter");

/** Whether Go is there, and has or gets what the simulator is made of. */
export function buildVcenter(): string | undefined {
  const program = join(mkdtempSync(join(tmpdir(), "haven-vcenter-")), "vcenter");
  try {
    execFileSync("go", ["build", "-o", program, "."], { cwd: source, stdio: "pipe", timeout: 10 * 60 * 1000 });
    return program;
  } catch {
    return undefined;
  }
}

/** A vCenter of its own, on loopback; one that was used before keeps what it was given. */
export interface Vcenter {
  /** Host and port. */
  readonly address: string;
  readonly env: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

export async function startVcenter(program: string): Promise<Vcenter> {
  const server = spawn(program, [], { stdio: ["pipe", "pipe", "ignore"] });
  const address = await firstLine(server);
  return {
    address,
    env: { VSPHERE_USER: "haven", VSPHERE_PASSWORD: "for tests only" },
    stop: () =>
      new Promise((done) => {
        server.on("close", () => {
          done();
        });
        server.stdin.end();
      }),
  };
}

function firstLine(server: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    server.stdout?.setEncoding("utf8").once("data", (text: string) => {
      done(text.trim());
    });
    server.on("error", fail);
  });
}

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
  /** Gives a machine one more disk, as the storage driver does for a claim. */
  readonly attachDisk: (machine: string) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startVcenter(program: string): Promise<Vcenter> {
  const server = spawn(program, [], { stdio: ["pipe", "pipe", "ignore"] });
  const address = await nextLine(server);
  return {
    address,
    env: { VSPHERE_USER: "haven", VSPHERE_PASSWORD: "for tests only" },
    attachDisk: async (machine) => {
      const attached = nextLine(server);
      server.stdin.write(`${machine}\n`);
      await attached;
    },
    stop: () =>
      new Promise((done) => {
        if (server.exitCode !== null) {
          done();
          return;
        }
        server.on("close", () => {
          done();
        });
        server.stdin.end();
      }),
  };
}

function nextLine(server: ChildProcess): Promise<string> {
  return new Promise((done, fail) => {
    const ended = () => {
      fail(new Error("the simulator ended"));
    };
    server.stdout?.setEncoding("utf8").once("data", (text: string) => {
      server.off("close", ended);
      done(text.trim());
    });
    server.once("error", fail);
    server.once("close", ended);
  });
}

import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { createServer } from "node:net";

/** moto plays what it knows of AWS, on loopback and in memory. */
export interface Moto {
  readonly url: string;
  readonly stop: () => void;
}

/** Whether moto is on this machine. */
export function findMoto(): boolean {
  try {
    execFileSync("moto_server", ["--help"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

export async function startMoto(): Promise<Moto> {
  const port = await freePort();
  const env = { ...process.env, MOTO_IAM_LOAD_MANAGED_POLICIES: "true" };
  const server = spawn("moto_server", ["-H", "127.0.0.1", "-p", `${port}`], { env, stdio: "ignore" });
  const url = `http://127.0.0.1:${port}`;
  await answers(`${url}/moto-api/data.json`, server);
  return { url, stop: () => server.kill() };
}

async function freePort(): Promise<number> {
  return new Promise((found, fail) => {
    const probe = createServer().on("error", fail);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => {
        found(typeof address === "object" && address !== null ? address.port : 0);
      });
    });
  });
}

async function answers(url: string, server: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (server.exitCode !== null) throw new Error(`moto_server ended with ${server.exitCode}`);
    if (
      await fetch(url).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return;
    await new Promise((next) => setTimeout(next, 100));
  }
  throw new Error("moto_server doesn't answer");
}

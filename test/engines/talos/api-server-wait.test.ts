import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { generate } from "selfsigned";
import { ApiServerWait } from "../../../lib/talos/constructs/api-server-wait";
import { findTerraform, Terraform } from "../terraform";

const missing = findTerraform() ? "" : "terraform";
if (missing) console.log(`skipped: ${missing} not found`);
const whenInstalled = missing ? test.skip : test;

/** Asks who is there, as a Kubernetes API does of strangers. */
async function startApiServer(port: number): Promise<Server> {
  const { private: key, cert } = await generate([{ name: "commonName", value: "api" }]);
  const server = createServer({ key, cert }, (_, response) => {
    response.writeHead(401).end();
  });
  await new Promise<void>((done) => {
    server.listen(port, "127.0.0.1", done);
  });
  return server;
}

/** A port that nobody listens at. */
async function freePort(): Promise<number> {
  const server = await startApiServer(0);
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === "object" && address ? address.port : 0;
}

whenInstalled("an apply goes on once the API answers, though it lets nobody in and its certificate is a stranger's", async () => {
  const outdir = mkdtempSync(join(tmpdir(), "haven-wait-"));
  const folder = join(outdir, "stacks/wait");
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const app = new App({ outdir });
  const stack = new TerraformStack(app, "wait");
  new ApiServerWait(stack, "wait", { endpoint: `https://127.0.0.1:${port}`, bootstrapId: "once", dependsOn: [] });
  app.synth();
  const terraform = new Terraform(folder, { mirrors: [] });
  let server: Server | undefined;
  try {
    await terraform.init();
    const applied = terraform.apply();
    const early = await Promise.race([applied.then(() => "applied"), new Promise((done) => setTimeout(done, 2000, "waiting"))]);
    server = await startApiServer(port);

    expect(early).toBe("waiting");
    expect(await applied).toContain("Creation complete");
  } finally {
    server?.close();
    rmSync(outdir, { recursive: true, force: true });
  }
});

import { createServer } from "node:http";
import { connect, type AddressInfo, type Socket } from "node:net";

export interface Proxy {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Leads the calls for hosts below these domains to a server on loopback, and turns everything else away: so an engine test
 * that reaches for the network fails at once instead of waiting for a time-out.
 */
export async function startProxy(port: number, domains: readonly string[]): Promise<Proxy> {
  const server = createServer((_, response) => response.writeHead(403).end());
  server.on("connect", (request, client, head) => {
    const host = (request.url ?? "").replace(/:\d+$/, "");
    if (!domains.some((domain) => host.endsWith(`.${domain}`))) {
      client.end("HTTP/1.1 403 Engine tests have no network\r\n\r\n");
      return;
    }
    const upstream = connect(port, "127.0.0.1", () => {
      client.write("HTTP/1.1 200 Connection established\r\n\r\n");
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on("error", () => client.destroy());
    client.on("error", () => upstream.destroy());
  });
  const sockets = new Set<Socket>();
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const stop = async (): Promise<void> => {
    // The server itself forgets a connection once it is a tunnel, and would wait for it for ever.
    sockets.forEach((socket) => socket.destroy());
    await new Promise((resolve) => server.close(resolve));
  };
  return { url, stop };
}

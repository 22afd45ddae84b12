import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generate, type GenerateResult } from "selfsigned";

/** What an HTTPS server needs to listen, and what its clients need to trust it. */
export interface LoopbackCertificate {
  readonly key: string;
  readonly cert: string;
  /** Path of the authority's certificate, for SSL_CERT_FILE. */
  readonly caFile: string;
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** A certificate for this machine and for hosts below these domains, which the proxy leads here, signed by an authority that exists for this folder only. */
export async function loopbackCertificate(folder: string, domains: readonly string[]): Promise<LoopbackCertificate> {
  const authority = await certificate("haven-cdktf engine tests", {
    name: "basicConstraints",
    cA: true,
    critical: true,
  });
  const server = await certificate(
    "localhost",
    {
      name: "subjectAltName",
      altNames: [
        { type: 2, value: "localhost" },
        { type: 7, ip: "127.0.0.1" },
        ...domains.map((domain) => ({ type: 2 as const, value: `*.${domain}` })),
      ],
    },
    { key: authority.private, cert: authority.cert },
  );
  const caFile = join(folder, "ca.pem");
  await writeFile(caFile, authority.cert);
  return { key: server.private, cert: server.cert, caFile };
}

type Options = NonNullable<Parameters<typeof generate>[1]>;
type Extension = NonNullable<Options["extensions"]>[number];

function certificate(commonName: string, extension: Extension, ca?: Options["ca"]): Promise<GenerateResult> {
  // Two days: a test never lives longer, and a leaked key is then worth nothing.
  const notAfterDate = new Date(Date.now() + 2 * DAY_MS);
  return generate([{ name: "commonName", value: commonName }], {
    keyType: "ec",
    algorithm: "sha256",
    notAfterDate,
    extensions: [extension],
    ...(ca === undefined ? {} : { ca }),
  });
}

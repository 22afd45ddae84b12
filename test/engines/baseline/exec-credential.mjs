// Logs in as the user of a kubeconfig, in the way that a cloud's login program does: node exec-credential.mjs <kubeconfig>
import { readFileSync } from "node:fs";
import { parse } from "yaml";

const { users } = parse(readFileSync(process.argv[2] ?? "", "utf8"));
const { token, ...certificate } = users[0].user;
const decoded = (text) => Buffer.from(text, "base64").toString();
const status =
  token === undefined
    ? {
        clientCertificateData: decoded(certificate["client-certificate-data"]),
        clientKeyData: decoded(certificate["client-key-data"]),
      }
    : { token };
console.log(JSON.stringify({ apiVersion: "client.authentication.k8s.io/v1beta1", kind: "ExecCredential", status }));

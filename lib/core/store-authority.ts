import type { KubernetesObject } from "./component";

const name = "object-storage-ca";
const folder = "/etc/object-storage";

/** Where pods find the certificate authority of an object store that no public one vouches for. */
export const storeAuthority = {
  file: `${folder}/ca.crt`,
  volume: { name, configMap: { name } },
  mount: { name, mountPath: folder, readOnly: true },
};

/** Holds it, in the namespace of those pods. */
export function storeAuthorityObject(namespace: string, caCertificate: string): KubernetesObject {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace }, data: { "ca.crt": caCertificate } };
}

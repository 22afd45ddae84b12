import type { KubernetesObject } from "../cluster/component";

const name = "object-storage-ca";

const folder = "/etc/object-storage";

const file = `${folder}/ca.crt`;

/** Path at which pods find the private certificate authority of an object store. */
export const storeAuthority = {
  file,
  /** Environment variable in which programs that use the AWS SDK look for it. */
  environment: { AWS_CA_BUNDLE: file },
  volume: { name, configMap: { name } },
  mount: { name, mountPath: folder, readOnly: true },
};

/** Holds it, in the namespace of those pods. */
export function storeAuthorityObject(namespace: string, caCertificate: string): KubernetesObject {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name, namespace }, data: { "ca.crt": caCertificate } };
}

import { storeAuthority, storeAuthorityObject } from "../../lib/core/addresses/store-authority";

test("pods find the certificate where their variable says, in the object that holds it", () => {
  const { volume, mount, environment } = storeAuthority;

  expect(storeAuthorityObject("haven-logging", "-----BEGIN CERTIFICATE-----")).toMatchObject({
    kind: "ConfigMap",
    metadata: { name: volume.configMap.name, namespace: "haven-logging" },
    data: { [environment.AWS_CA_BUNDLE.slice(mount.mountPath.length + 1)]: "-----BEGIN CERTIFICATE-----" },
  });
  expect(mount.name).toBe(volume.name);
  expect(environment.AWS_CA_BUNDLE.startsWith(`${mount.mountPath}/`)).toBe(true);
});

import { isHost, isServerUrl } from "../../lib/core/addresses/server-url";

test.each(["https://s3.gemeente.example", "https://s3.gemeente.example:9000", "https://s3.gemeente.example/", "https://10.0.0.4:9000"])(
  "%s is a server",
  (url) => {
    expect(isServerUrl(url)).toBe(true);
  },
);

test.each([
  "s3.gemeente.example",
  "http://s3.gemeente.example",
  "https://s3.gemeente.example/bucket",
  "https://user:password@s3.gemeente.example",
  "https://s3.gemeente.example?x=y",
  "https://s3.gemeente.example:0",
  "https://s3.gemeente.example:65536",
  "https://10.0.0.400",
  "https://-s3.example",
  "https://",
])("%s is no server", (url) => {
  expect(isServerUrl(url)).toBe(false);
});

test("another scheme counts where it is asked for", () => {
  expect(isServerUrl("ldaps://dc.gemeente.example:636", ["ldap", "ldaps"])).toBe(true);
  expect(isServerUrl("https://dc.gemeente.example", ["ldap", "ldaps"])).toBe(false);
});

test.each([
  ["nfs.gemeente.example", true],
  ["10.0.0.4", true],
  ["nfs", true],
  ["nfs_1.example", false],
  ["nfs..example", false],
  [".example", false],
  ["a b", false],
])("%s is a host: %s", (text, host) => {
  expect(isHost(text)).toBe(host);
});

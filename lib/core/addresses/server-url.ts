const label = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";

const host = new RegExp(`^${label}(\\.${label})*$`);

/** Whether the text is a host name or an IPv4 address. */
export const isHost = (text: string) => host.test(text);

/** Whether the text is a scheme, a host and an optional port, without path or login. */
export function isServerUrl(text: string, schemes: readonly string[] = ["https"]): boolean {
  const [, scheme = "", server = "", port] = /^([a-z]+):\/\/([^/:@?#\s]+)(?::(\d{1,5}))?\/?$/.exec(text) ?? [];
  const isPort = port === undefined || (Number(port) > 0 && Number(port) < 65_536);
  // Four numbers must be an IPv4 address: they can't be a name.
  const isAddress = !/^[\d.]+$/.test(server) || URL.canParse(`http://${server}`);
  return schemes.includes(scheme) && isHost(server) && isPort && isAddress;
}

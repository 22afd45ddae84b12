const label = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";

const host = new RegExp(`^${label}(\\.${label})*$`);

/** Whether it is a name or address that a machine can look for. */
export const isHost = (text: string) => host.test(text);

/** Whether it is a scheme, a host and perhaps a port, and nothing else: no path, no login. */
export function isServerUrl(text: string, schemes: readonly string[] = ["https"]): boolean {
  const [, scheme = "", server = "", port] = /^([a-z]+):\/\/([^/:@?#\s]+)(?::(\d{1,5}))?\/?$/.exec(text) ?? [];
  const isPort = port === undefined || (Number(port) > 0 && Number(port) < 65_536);
  // Four numbers are an address, or nothing.
  const isAddress = !/^[\d.]+$/.test(server) || URL.canParse(`http://${server}`);
  return schemes.includes(scheme) && isHost(server) && isPort && isAddress;
}

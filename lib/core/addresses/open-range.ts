import { isIP } from "node:net";

// No municipality or supplier owns a wider range; a wider one is (nearly) the whole internet.
const widestPrefix: Readonly<Record<number, number>> = { 4: 8, 6: 16 };

/** Whether an IPv4 or IPv6 range covers (nearly) the whole internet; undefined when the text isn't a range. */
export function isOpenRange(range: string): boolean | undefined {
  const [address = "", prefix, ...rest] = range.split("/");
  const widest = widestPrefix[isIP(address)];
  if (widest === undefined || rest.length > 0 || (prefix !== undefined && !/^\d+$/.test(prefix))) return undefined;
  return prefix !== undefined && Number(prefix) < widest;
}

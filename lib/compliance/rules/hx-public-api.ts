import { isIP } from "node:net";
import { type Rule, whenKnown } from "../rule";

// No municipality or supplier owns more than this; wider is (nearly) the whole internet.
const widestPrefix: Readonly<Record<number, number>> = { 4: 8, 6: 16 };

export const publicApi: Rule = {
  id: "HX-public-api",
  title: { en: "Kubernetes API not open to everyone", nl: "Kubernetes-API niet voor iedereen open" },
  bio2: ["8.20", "8.22"],
  essential: "an API that everyone reaches is attacked all day",
  evaluate: ({ api }) =>
    api.public.value === true
      ? whenKnown([api.public, api.allowedCidrs], (_, ranges) => {
          const fix = "name the networks that may reach the API";
          const open = ranges.filter((range) => isOpen(range) === true);
          if (ranges.length === 0 || open.length > 0) return { status: "failed", because: `open to ${open.join(", ") || "everyone"}`, fix };
          const unread = ranges.filter((range) => isOpen(range) === undefined);
          return unread.length > 0
            ? { status: "unknown", because: `not a range of addresses: ${unread.join(", ")}`, fix }
            : { status: "guaranteed", because: `only from ${ranges.join(", ")}` };
        })
      : whenKnown([api.public], () => ({ status: "guaranteed", because: "reached from inside the network only" })),
};

/** Whether a range holds (nearly) the whole internet, IPv6 too: `::/0`; undefined when it isn't a range. */
function isOpen(range: string): boolean | undefined {
  const [address = "", prefix, ...rest] = range.split("/");
  const widest = widestPrefix[isIP(address)];
  if (widest === undefined || rest.length > 0 || (prefix !== undefined && !/^\d+$/.test(prefix))) return undefined;
  return prefix !== undefined && Number(prefix) < widest;
}

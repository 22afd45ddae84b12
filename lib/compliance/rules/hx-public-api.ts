import { prefixOf } from "../../core/addresses";
import { type Rule, whenKnown } from "../rule";

export const publicApi: Rule = {
  id: "HX-public-api",
  title: { en: "Kubernetes API not open to everyone", nl: "Kubernetes-API niet voor iedereen open" },
  bio2: ["8.20", "8.22"],
  essential: "an API that everyone reaches is attacked all day",
  evaluate: ({ api }) =>
    api.public.value === true
      ? whenKnown([api.public, api.allowedCidrs], (_, ranges) => {
          const open = ranges.filter((range) => prefixOf(range) < 8);
          return ranges.length === 0 || open.length > 0
            ? { status: "failed", because: `open to ${open.join(", ") || "everyone"}`, fix: "name the networks that may reach the API" }
            : { status: "guaranteed", because: `only from ${ranges.join(", ")}` };
        })
      : whenKnown([api.public], () => ({ status: "guaranteed", because: "reached from inside the network only" })),
};

import { judgeVersion } from "../compliance/rules/kubernetesversion";
import { type Judge, kinds, listed, whenRead } from "./judge";

/** The same judgement as the prediction's, of the version that runs. */
export const kubernetesversion: Judge = ({ version }, { asOf }) =>
  whenRead([version], (running) => {
    const { status, because } = judgeVersion(running.replace(/^v/, ""), asOf);
    return {
      result: status === "guaranteed" ? "yes" : status === "failed" ? "no" : "unknown",
      because: typeof because === "string" ? { en: because, nl: because } : because,
      evidence: [{ address: "/version", attribute: "gitVersion", value: running }],
    };
  });

const rbacGroup = "rbac.authorization.k8s.io";

export const rbac: Judge = ({ apiGroups }) =>
  whenRead([listed(apiGroups, kinds.groups)], (groups) => {
    const served = groups.includes(rbacGroup);
    return {
      result: served ? "yes" : "no",
      because: served
        ? { en: "the API server serves roles", nl: "de API-server kent rollen" }
        : { en: "the API server serves no roles", nl: "de API-server kent geen rollen" },
      evidence: [{ address: "/apis", attribute: rbacGroup, value: served }],
    };
  });

export const metrics: Judge = ({ metricsApi }) =>
  whenRead([metricsApi], (api) => {
    const name = "v1beta1.metrics.k8s.io";
    if (api === undefined)
      return {
        result: "no",
        because: { en: "nobody registered the metrics API", nl: "niemand heeft de metrics-API aangemeld" },
        evidence: [{ address: `APIService/${name}`, attribute: "metadata.name", value: null }],
      };
    const why = api.message ? `: ${api.message}` : "";
    return {
      result: api.ready ? "yes" : "no",
      because: api.ready
        ? { en: "the metrics API answers", nl: "de metrics-API antwoordt" }
        : { en: `the metrics API is registered and doesn't answer${why}`, nl: `de metrics-API is aangemeld en antwoordt niet${why}` },
      evidence: [{ address: `APIService/${name}`, attribute: "status.conditions[Available]", value: api.ready }],
    };
  });

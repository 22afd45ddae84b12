import type { KubernetesObject } from "./manifests";

/**
 * Unwise objects are written into the API server's audit log, and whoever applies them gets a warning. Nothing is refused: a cluster that
 * refuses what it took yesterday breaks applications. Enforcing is the decision of the team that runs those.
 */
export function guardrails(): Record<string, KubernetesObject> {
  return {
    ...guardrail(
      "pinned-images",
      pods,
      `${containers}.all(c, c.image.contains("@") || (c.image.matches("^.+:[^/:]+$") && !c.image.endsWith(":latest")))`,
      "an image without a version, or with latest, is another one tomorrow",
    ),
    ...guardrail(
      "requests",
      pods,
      `${containers}.all(c, has(c.resources) && has(c.resources.requests) && "cpu" in c.resources.requests && "memory" in c.resources.requests)`,
      "a container without requests for cpu and memory takes what others need",
    ),
    ...guardrail(
      "no-host-paths",
      pods,
      "!has(object.spec.volumes) || object.spec.volumes.all(v, !has(v.hostPath))",
      "a volume of the host's own files leads out of the container",
    ),
    ...guardrail(
      "pod-security",
      namespaces,
      'has(object.metadata.labels) && "pod-security.kubernetes.io/enforce" in object.metadata.labels',
      "a namespace without a Pod Security level takes any pod",
    ),
  };
}

/** Init containers too: they run the same images. */
const containers = "(object.spec.containers + (has(object.spec.initContainers) ? object.spec.initContainers : []))";

const made = { apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE", "UPDATE"] };
const pods = { ...made, resources: ["pods"] };
const namespaces = { ...made, resources: ["namespaces"] };

// The namespace of a pod, and a namespace's own name.
const notThePlatform = '!(has(object.metadata.namespace) ? object.metadata.namespace : object.metadata.name).matches("^(kube|haven)-")';

function guardrail(name: string, resources: object, expression: string, message: string): Record<string, KubernetesObject> {
  const policy = `haven-${name}`;
  const apiVersion = "admissionregistration.k8s.io/v1";
  return {
    [policy]: {
      apiVersion,
      kind: "ValidatingAdmissionPolicy",
      metadata: { name: policy },
      spec: {
        // One that can't be judged must not stand in the way.
        failurePolicy: "Ignore",
        matchConstraints: { resourceRules: [resources] },
        matchConditions: [{ name: "not-the-platform", expression: notThePlatform }],
        validations: [{ expression, message }],
      },
    },
    [`${policy}-binding`]: {
      apiVersion,
      kind: "ValidatingAdmissionPolicyBinding",
      metadata: { name: policy },
      spec: { policyName: policy, validationActions: ["Warn", "Audit"] },
    },
  };
}

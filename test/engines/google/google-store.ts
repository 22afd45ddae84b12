export type Json = string | number | boolean | null | undefined | Json[] | JsonObject;
export interface JsonObject {
  [key: string]: Json;
}

export interface Answer {
  readonly status: number;
  readonly body: JsonObject;
}

export interface Call {
  readonly method: string;
  /** First part of the host: `compute`, `container`. */
  readonly service: string;
  /** Without the version, decoded. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: JsonObject;
}

/** Everything that was made, by service and path. */
export class GoogleStore {
  /** What Google would have refused; an engine test ends with none. */
  readonly refusals: string[] = [];
  private readonly resources = new Map<string, JsonObject>();
  private readonly policies = new Map<string, JsonObject>();

  get(key: string): JsonObject | undefined {
    return this.resources.get(key);
  }

  put(key: string, resource: JsonObject): void {
    this.resources.set(key, resource);
  }

  remove(key: string): boolean {
    return this.resources.delete(key);
  }

  below(prefix: string): readonly JsonObject[] {
    return [...this.resources].flatMap(([key, resource]) => (key.startsWith(prefix) ? [resource] : []));
  }

  get paths(): readonly string[] {
    return [...this.resources.keys()];
  }

  policy(key: string): JsonObject {
    return this.policies.get(key) ?? { version: 1, etag: "AAAA", bindings: [] };
  }

  setPolicy(key: string, policy: JsonObject): JsonObject {
    const kept = { version: 1, ...policy, etag: "AAAA" };
    this.policies.set(key, kept);
    return kept;
  }

  /** Whether anybody was given a role on something. */
  grants(key: string, role: string, member: string): boolean {
    const bindings = (this.policy(key).bindings ?? []) as JsonObject[];
    return bindings.some((binding) => binding.role === role && (binding.members as string[]).includes(member));
  }

  refuse(status: number, message: string): Answer {
    if (status !== 404) this.refusals.push(message);
    return {
      status,
      body: { error: { code: status, message, status: status === 404 ? "NOT_FOUND" : "FAILED_PRECONDITION", errors: [{ message }] } },
    };
  }
}

export const ok = (body: JsonObject = {}): Answer => ({ status: 200, body });

import { answersOf } from "./arm-answers";
import { isReference, isResource, isWithin, keyOf, nameOf, parentOf, scopeOf, typeOf } from "./arm-id";
import { isObject, listAt, merge, objectAt, textAt, texts, type JsonObject } from "./arm-json";
import { ArmRefusal, idOf, type ArmAnswers, type ArmResources } from "./arm-types";

/** Every ARM resource by its id, with Azure's own rules about what must exist before and go after what. */
export class ArmStore implements ArmResources {
  readonly violations: string[] = [];
  private readonly resources = new Map<string, JsonObject>();

  /** Puts an existing thing there, and whatever it lies in, without any check. */
  seed(id: string, body: JsonObject = {}): JsonObject {
    const parent = parentOf(id);
    if (parent !== undefined && isResource(parent) && this.find(parent) === undefined) {
      this.seed(parent);
    }
    return this.write(id, body);
  }

  /** Changes a stored resource behind Terraform's back, as an automatic upgrade or a colleague in the portal does. */
  change(id: string, patch: JsonObject): JsonObject {
    const current = this.resources.get(keyOf(id));
    if (current === undefined) {
      throw new Error(`nothing to change at ${id}`);
    }
    const changed = merge(current, patch);
    this.resources.set(keyOf(id), changed);
    return changed;
  }

  /** What a GET answers: lists that are resources of their own stand in their parent again. */
  find(id: string): JsonObject | undefined {
    const stored = this.resources.get(keyOf(id));
    const embedded = answersOf(typeOf(id)).embeds;
    if (stored === undefined || embedded === undefined) {
      return stored;
    }
    const children = this.below(id, `${typeOf(id)}/${embedded.type}`);
    const list = children.map((child) => (embedded.flat ? flatten(child) : child));
    return { ...stored, properties: { ...objectAt(stored, "properties"), [embedded.property]: list } };
  }

  ids(): readonly string[] {
    return [...this.resources.values()].map(idOf);
  }

  ofType(type: string): readonly JsonObject[] {
    return this.matching((id) => typeOf(id) === type.toLowerCase());
  }

  below(scope: string, type?: string): readonly JsonObject[] {
    return this.matching(
      (id) => isWithin(id, scope) && keyOf(id) !== keyOf(scope) && (type === undefined || typeOf(id) === type.toLowerCase()),
    );
  }

  private matching(accepts: (id: string) => boolean): readonly JsonObject[] {
    return this.ids()
      .filter(accepts)
      .map((id) => this.find(id))
      .filter((body) => body !== undefined);
  }

  put(id: string, body: JsonObject): JsonObject {
    this.noting(`PUT ${id}`, () => {
      this.refusePut(id, body);
    });
    return this.write(id, body);
  }

  patch(id: string, patch: JsonObject): JsonObject {
    const current = this.find(id);
    if (current === undefined) {
      throw new ArmRefusal(404, "ResourceNotFound", `${id} was not found`);
    }
    return this.put(id, merge(current, patch));
  }

  remove(id: string): void {
    if (this.resources.has(keyOf(id))) {
      this.noting(`DELETE ${id}`, () => {
        this.refuseRemoval(id);
      });
      this.erase(id);
    }
  }

  private noting(request: string, check: () => void): void {
    try {
      check();
    } catch (error) {
      if (error instanceof ArmRefusal) {
        this.violations.push(`${request}: ${error.message}`);
      }
      throw error;
    }
  }

  private write(id: string, body: JsonObject): JsonObject {
    const { embeds, complete, companions }: ArmAnswers = answersOf(typeOf(id));
    const properties = { ...objectAt(body, "properties"), provisioningState: "Succeeded" };
    const whole: JsonObject = { ...body, id, name: nameOf(id), properties };
    const completed = complete === undefined ? whole : complete(whole, this);
    if (embeds === undefined) {
      this.resources.set(keyOf(id), completed);
    } else {
      this.resources.set(keyOf(id), without(completed, embeds.property));
      this.writeEmbedded(id, completed, embeds);
    }
    for (const companion of companions?.(completed) ?? []) {
      if (this.find(idOf(companion)) === undefined) {
        this.seed(idOf(companion), companion);
      }
    }
    return this.find(id) ?? completed;
  }

  /** A parent's list replaces the children, as Azure does; a parent without the list leaves them alone. */
  private writeEmbedded(id: string, body: JsonObject, embeds: NonNullable<ArmAnswers["embeds"]>): void {
    const list = objectAt(body, "properties")[embeds.property];
    if (!Array.isArray(list)) {
      return;
    }
    const items = listAt(body, "properties", embeds.property).filter(isObject);
    const wanted = new Set(items.map((item) => keyOf(`${id}/${embeds.type}/${textAt(item, "name") ?? ""}`)));
    for (const child of this.below(id, `${typeOf(id)}/${embeds.type}`)) {
      if (!wanted.has(keyOf(idOf(child)))) {
        this.remove(idOf(child));
      }
    }
    for (const item of items) {
      const child = embeds.flat ? { properties: item } : item;
      this.write(`${id}/${embeds.type}/${textAt(item, "name") ?? ""}`, child);
    }
  }

  private refusePut(id: string, body: JsonObject): void {
    const parent = parentOf(id);
    if (parent !== undefined && isReference(parent) && this.find(parent) === undefined) {
      throw new ArmRefusal(404, "ParentResourceNotFound", `its parent ${parent} does not exist`);
    }
    for (const text of texts(body)) {
      if (isReference(text) && !isWithin(text, id) && !this.resources.has(keyOf(text))) {
        throw new ArmRefusal(400, "InvalidResourceReference", `it refers to ${text}, which does not exist`);
      }
    }
    answersOf(typeOf(id)).refusePut?.({ ...body, id }, this);
  }

  private refuseRemoval(id: string): void {
    const user = [...this.resources.values()].find((other) => !isWithin(idOf(other), id) && refersTo(other, id));
    if (user !== undefined) {
      throw new ArmRefusal(409, "InUse", `${idOf(user)} still refers to it`);
    }
    const lock = this.ofType("microsoft.authorization/locks").find(
      (held) => isWithin(id, scopeOf(idOf(held))) && keyOf(idOf(held)) !== keyOf(id),
    );
    if (lock !== undefined) {
      throw new ArmRefusal(409, "ScopeLocked", `${idOf(lock)} forbids it`);
    }
    answersOf(typeOf(id)).refuseRemoval?.(id, this);
  }

  private erase(id: string): void {
    const companions = answersOf(typeOf(id)).companions?.(this.find(id) ?? {}) ?? [];
    for (const gone of [id, ...companions.map(idOf)]) {
      for (const inner of [...this.resources.keys()].filter((key) => isWithin(key, gone))) {
        this.resources.delete(inner);
      }
    }
  }
}

function refersTo(body: JsonObject, id: string): boolean {
  return [...texts(body)].some((text) => isReference(text) && isWithin(text, id));
}

function without(body: JsonObject, property: string): JsonObject {
  const rest = Object.entries(objectAt(body, "properties")).filter(([key]) => key !== property);
  return { ...body, properties: Object.fromEntries(rest) };
}

function flatten(child: JsonObject): JsonObject {
  return { name: child["name"], ...objectAt(child, "properties") };
}

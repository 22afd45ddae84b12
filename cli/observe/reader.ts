import type { Read } from "../../lib/observe/running-cluster";
import type { Client } from "./kubernetes-client";

interface Page {
  readonly limit: number;
  readonly _continue?: string;
}

type List<Item> = (page: Page) => Promise<{ readonly items: Item[]; readonly metadata?: { readonly _continue?: string } }>;

/** As kubectl does, so that a large cluster isn't one answer. */
const pageSize = 500;

/** Reads, and keeps apart what isn't there, what may not be seen, and what stands in the way of everything. */
export interface Reader {
  /** `what` is the name of the resource, as in a role. */
  readonly read: <T>(what: string, ask: () => Promise<T>) => Promise<Read<T>>;
  /** Undefined when it doesn't exist. */
  readonly one: <T>(what: string, ask: () => Promise<T>) => Promise<Read<T | undefined>>;
  /** Empty when the API server doesn't know the resource at all. */
  readonly list: <Item>(what: string, ask: List<Item>) => Promise<Read<readonly Item[]>>;
}

export function reader({ library: { ApiException }, answer }: Client): Reader {
  const statusOf = (error: unknown) => (error instanceof ApiException ? error.code : undefined);

  const read: Reader["read"] = async (what, ask) => {
    try {
      return { value: await answer(ask()) };
    } catch (error) {
      const status = statusOf(error);
      if (status === undefined) throw error;
      return {
        refused:
          status === 403
            ? { en: `no permission to read ${what}`, nl: `geen toestemming om ${what} te lezen` }
            : { en: `${what}: the API server answered ${status}`, nl: `${what}: de API-server antwoordde ${status}` },
      };
    }
  };
  const orElse = async <T>(ask: () => Promise<T>, absent: T): Promise<T> => {
    try {
      return await ask();
    } catch (error) {
      if (statusOf(error) === 404) return absent;
      throw error;
    }
  };
  return {
    read,
    one: <T>(what: string, ask: () => Promise<T>) => read<T | undefined>(what, () => orElse<T | undefined>(ask, undefined)),
    list: (what, ask) => read(what, () => orElse(() => everyPage(ask), [])),
  };
}

async function everyPage<Item>(ask: List<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  let next: string | undefined;
  do {
    const page = await ask({ limit: pageSize, ...(next && { _continue: next }) });
    items.push(...page.items);
    next = page.metadata?._continue;
  } while (next);
  return items;
}

// What only V8 can tell of an object, asked through an inspector session of this very thread, which answers at once.
import { Session } from "node:inspector";
import type { Runtime } from "node:inspector";

export interface Internal {
  /** `#balance`, `[[PromiseState]]`. */
  readonly name: string;
  readonly value: unknown;
}

/** Lengthy, and no news: the prototype, and where a function is written. */
const ignored = /^\[\[(?:Prototype|Scopes|Entries|FunctionLocation|ArrayBufferData|IsRevoked)\]\]$/;

/** Where the session finds the value, for the moment that it takes. */
const exchange = Symbol.for("hipflask.exchange");

interface Exchange {
  readonly value: object;
  readonly found: Internal[];
  take(name: string, value: unknown): void;
}

/** Private fields of classes, the state of a promise, the target of a proxy, and the like; none where there is no inspector. */
export function internalsOf(value: object): readonly Internal[] {
  const found: Internal[] = [];
  const holder: Exchange = { value, found, take: (name, value) => found.push({ name, value }) };
  const session = new Session();
  try {
    session.connect();
    const ask = (method: string, params: object): object => {
      let answer: object = {};
      // Called before `post` returns: the session is of this thread.
      session.post(method, params, (_error: Error | null, result?: object) => {
        answer = result ?? {};
      });
      return answer;
    };
    Object.defineProperty(globalThis, exchange, { value: holder, configurable: true });
    const idOf = (property: string): string =>
      (
        ask("Runtime.evaluate", {
          expression: `globalThis[Symbol.for("hipflask.exchange")]${property}`,
        }) as Runtime.EvaluateReturnType
      ).result.objectId!;
    const owner = idOf("");
    const properties = ask("Runtime.getProperties", {
      objectId: idOf(".value"),
      ownProperties: true,
    }) as Runtime.GetPropertiesReturnType & { readonly privateProperties?: Private[] };
    const all = [...(properties.privateProperties ?? []), ...(properties.internalProperties ?? [])];
    for (const { name, value: inner } of all) {
      if (inner === undefined || ignored.test(name)) continue;
      ask("Runtime.callFunctionOn", {
        objectId: owner,
        functionDeclaration: "function (name, value) { this.take(name, value); }",
        arguments: [
          { value: name },
          inner.objectId === undefined
            ? { value: inner.value as unknown }
            : { objectId: inner.objectId },
        ],
        silent: true,
      });
    }
  } catch {
    // What is known without it is still shown.
  } finally {
    session.disconnect();
    Reflect.deleteProperty(globalThis, exchange);
  }
  return found;
}

interface Private {
  readonly name: string;
  readonly value?: Runtime.RemoteObject;
}

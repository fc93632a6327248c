import type * as vscode from 'vscode';
import { clock, note, noteAnswer, timed } from './timings';

type Functions = Record<string, unknown>;
type AnyFunction = (...args: unknown[]) => unknown;

/** VS Code's interface, in which everything that calls the extension back is timed. */
export function timedVSCode(api: typeof vscode): Functions {
  const names = ['commands', 'languages', 'notebooks', 'window', 'workspace'] as const;
  return { ...api, ...Object.fromEntries(names.map((name) => [name, timedPart(name, api[name])])) };
}

/** What of VS Code calls back, is answered late, or gives something that does. */
function timedPart(name: string, part: object): object {
  return new Proxy(
    {},
    {
      get: (_, key) => {
        const value: unknown = Reflect.get(part, key);
        const path = `${name}.${String(key)}`;
        if (path === 'workspace.fs') return timedPart(path, value as object);
        return typeof value === 'function' ? timedFunction(path, value as AnyFunction) : value;
      },
    },
  );
}

function timedFunction(path: string, run: AnyFunction): AnyFunction {
  const isRegistration = /\.(?:on|register)/.test(path);
  return (...args) => {
    const given = isRegistration ? args.map((arg) => timedCallbacks(nameOf(path, args), arg)) : args;
    const result = run(...given);
    if (isThenable(result)) return result.then((value) => answered(path, value));
    if (path === 'window.createWebviewPanel') timeMessages(result);
    if (path === 'workspace.createFileSystemWatcher') return timedPart(path, result as object);
    return result;
  };
}

/** A command by its own name. */
function nameOf(path: string, [first]: unknown[]): string {
  return path === 'commands.registerCommand' ? `command ${String(first)}` : path;
}

/** The extension goes on where it waited. */
function answered<T>(path: string, value: T): T {
  note(`answer of ${path}`, clock());
  return value;
}

/** A listener, or an object whose functions VS Code calls. */
function timedCallbacks(name: string, value: unknown): unknown {
  if (typeof value === 'function') return timed(name, value as AnyFunction);
  if (typeof value !== 'object' || value === null) return value;
  // Selectors and options have no functions, and stay what they are.
  const provided = Object.entries(value).filter(
    ([key, own]) => typeof own === 'function' && !key.startsWith('on'),
  );
  if (provided.length === 0) return value;
  return {
    ...value,
    ...Object.fromEntries(provided.map(([key, own]) => [key, timedProvider(key, own as AnyFunction)])),
  };
}

function timedProvider(name: string, provide: AnyFunction): AnyFunction {
  const call = timed(name, provide);
  return (...args) => {
    timeMessages(args[0]);
    const start = performance.now();
    const answer = call(...args);
    if (!isThenable(answer)) return answer;
    return answer.then((value) => {
      noteAnswer(name, performance.now() - start);
      return value;
    });
  };
}

/** Times the messages of a webview, where what is given has one. */
function timeMessages(owner: unknown): void {
  const { webview } = owner as { readonly webview?: vscode.Webview };
  if (webview === undefined) return;
  const listen = webview.onDidReceiveMessage;
  const timedListen: typeof listen = (listener, ...rest) =>
    listen(timed('message of a webview', listener), ...rest);
  Object.defineProperty(webview, 'onDidReceiveMessage', { value: timedListen });
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && 'then' in value;
}

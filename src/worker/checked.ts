import * as v from 'valibot';

/** The schemas of the arguments of functions, by the functions' names. */
type Schemas = Readonly<Record<string, v.GenericSchema<unknown, unknown[]>>>;

/** An object's functions, each of which refuses arguments that it cannot have. */
export function checked<T extends object>(schemas: Schemas, target: T): T {
  const functions = target as Record<string, (...args: unknown[]) => unknown>;
  const own = Object.create(null) as typeof functions;
  for (const [name, schema] of Object.entries(schemas))
    own[name] = (...args) => {
      const parsed = v.safeParse(schema, args);
      if (!parsed.success) throw new TypeError(`${name}: ${v.summarize(parsed.issues)}`);
      return functions[name]?.(...parsed.output);
    };
  return own as T;
}

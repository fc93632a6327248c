import * as v from 'valibot';

/** The schemas of the arguments of functions, by the functions' names. */
type Schemas = Readonly<Record<string, v.GenericSchema<unknown, unknown[]>>>;

/** An object's functions, each of which refuses arguments that it cannot have. */
export function checked<T extends object>(schemas: Schemas, target: T): T {
  const functions = target as Record<string, (...args: unknown[]) => unknown>;
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      (...args: unknown[]) => functions[name]?.(...v.parse(schema, args)),
    ]),
  ) as T;
}

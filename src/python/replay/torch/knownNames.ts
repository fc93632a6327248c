/** Some names; private ones are never looked up here. */
class PublicNames extends Set<string> {
  override has(name: string): boolean {
    return name.startsWith('_') || super.has(name);
  }
}

/** A set that holds some names, and every private one. */
export function publicNames(names: readonly string[], ...more: readonly string[]): ReadonlySet<string> {
  return new PublicNames([...names, ...more]);
}

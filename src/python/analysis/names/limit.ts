/**
 * How far it is looked: into the `workspace`, and no installed packages; not even to the callers of what has a value `byDefault`; or
 * into nothing but what the code says `itself`, neither callers nor settings that are known by their names.
 */
export type Limit = 'workspace' | 'byDefault' | 'itself';

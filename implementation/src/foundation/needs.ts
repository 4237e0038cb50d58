/**
 * A table of what can be needed from outside: by name, the kinds of access there are, narrowest
 * first, and what each gives. Whoever needs something says so as data, `{ eventLog: 'append' }`;
 * that types what it is given, and tells others what to build, to bundle and to grant.
 */
export type NeedsOf<Table> = { readonly [Name in keyof Table]?: keyof Table[Name] };

/** What is given for the needs, by name. What was not asked for is not there. */
export type GivenFor<Table, Needs> = {
  readonly [Name in keyof Needs & keyof Table]: Needs[Name] extends keyof Table[Name]
    ? Table[Name][Needs[Name]]
    : never;
};

/** Refuses names that the table does not have, which inference alone would let pass. */
export type KnownNeeds<Table, Needs> = {
  readonly [Name in Exclude<keyof Needs, keyof Table>]: never;
};

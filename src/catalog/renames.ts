/** What has another name now. Nothing is a rename that is not in here. */
export interface Renames {
  /** By the key of the new table: the key of the old one. */
  readonly tables: ReadonlyMap<string, string>;
  /** By the key of the new table: its columns, by the new name, with the old one. */
  readonly columns: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Nothing has another name. */
export const noRenames: Renames = { tables: new Map(), columns: new Map() };

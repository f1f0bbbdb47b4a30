/** A database that tests execute scripts on. */
export interface Engine {
  /** Empties it, but for the schemas `app` and `other` (and PostgreSQL's extensions). */
  reset(): Promise<void>;
  /** Executes statements one after the other, each by itself. */
  execute(statements: readonly string[]): Promise<void>;
  /** Executes a whole script, as its client would. */
  script(text: string): Promise<void>;
  rows(sql: string): Promise<unknown[][]>;
  /** Tables with their columns in name order: what an upgrade and its reversal must leave as it was. */
  describe(): Promise<unknown[][]>;
  close(): Promise<void>;
}

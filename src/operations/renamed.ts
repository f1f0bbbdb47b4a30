import type { TsmigError } from '../errors.ts';
import { refusal } from '../model/arguments.ts';
import type { ColumnElement } from '../model/elements.ts';

/** Refuses a column of a model that says its old name: an operation makes what is new. */
export function refuseRenamed(call: string, { name, renamedFrom }: ColumnElement): void {
  if (renamedFrom !== undefined) throw renamedRefusal(call, `column '${name}'`);
}

/** The refusal of an old name in an operation. */
export function renamedRefusal(call: string, what: string): TsmigError {
  return refusal(
    `${call}: renamedFrom of ${what} says nothing here: it is for models, which autogenerate reads`,
    "leave it out; to rename, write op.renameTable('old', 'new') or op.alterColumn('table', 'old', { newColumnName: 'new' })",
  );
}

import { keyOf } from '../catalog/catalog.ts';
import { nameOf } from '../catalog/lookup.ts';
import { creationOf } from '../catalog/reverse.ts';
import type { Expression } from '../model/expressions.ts';
import type { Constraint, ForeignKeyConstraint } from '../model/nouns.ts';
import { columnNames } from '../model/tables.ts';
import { readConstraint } from './postgresql-constraints.ts';
import {
  changeColumn,
  columnOfDraft,
  type Draft,
  draftOf,
  type Folded,
  type Outcome,
  type Reading,
} from './postgresql-draft.ts';
import { cursorAt, NotExpressible, relationName } from './postgresql-nodes.ts';
import type { AlterTableStmt, ParsedStatement } from './postgresql-parser.ts';
import { readIdentity } from './postgresql-sequences.ts';
import { keyFirst } from './postgresql-table.ts';
import { noOperationFor } from './postgresql-why.ts';

/** ALTER TABLE: into the table where that gives the same, else an operation of its own. */
export function alterTable(node: AlterTableStmt, statement: ParsedStatement, reading: Reading): Outcome {
  const [command, second] = node.cmds ?? [];
  if (node.objtype !== 'OBJECT_TABLE' || command === undefined || !('AlterTableCmd' in command)) {
    return { kind: 'verbatim', why: noOperationFor(statement) };
  }
  if (second !== undefined) throw new NotExpressible('it makes several changes at once');
  const { subtype, name: column = '', def } = command.AlterTableCmd;
  if (subtype === 'AT_AddConstraint' && def !== undefined && 'Constraint' in def) {
    const draft = draftOf(reading, relationName(node.relation));
    return addConstraint(draft, readConstraint(def.Constraint, statement), reading);
  }
  if (subtype === 'AT_AddIdentity' && def !== undefined && 'Constraint' in def) {
    const draft = draftOf(reading, relationName(node.relation));
    if (columnOfDraft(draft, column).nullable) throw new NotExpressible('an identity of a column that may be null');
    changeColumn(draft, column, { identity: readIdentity(def.Constraint, draft.table, column) });
    return { kind: 'folded' };
  }
  if (subtype === 'AT_ColumnDefault' && def !== undefined) {
    const draft = draftOf(reading, relationName(node.relation));
    columnOfDraft(draft, column);
    const cursor = cursorAt(statement, node.relation?.location);
    while (!cursor.takes('SET', 'DEFAULT')) cursor.next();
    const serverDefault: Expression = { kind: 'raw', text: cursor.textBetween(cursor.at, cursor.end) };
    const table = nameOf(draft.table);
    return {
      kind: 'operation',
      operation: { kind: 'alterColumn', table, column, serverDefault, existing: {}, typeChecks: [], options: {} },
    };
  }
  return { kind: 'verbatim', why: noOperationFor(statement) };
}

function addConstraint(draft: Draft, constraint: Constraint, reading: Reading): Outcome {
  const twin = draft.folded.find((one) => isTwin(one.constraint, constraint));
  const yields = twin !== undefined && constraint.kind !== 'primaryKey';
  if (yields || !mayMove(draft, constraint, reading))
    return { kind: 'operation', operation: creationOf(draft.table, constraint) };
  if (twin !== undefined) takeOut(twin, draft, reading);
  draft.folded = [...draft.folded, { constraint, at: reading.outcomes.length }];
  draft.table = { ...draft.table, constraints: keyFirst([...draft.table.constraints, constraint]) };
  return { kind: 'folded' };
}

/**
 * Whether CREATE TABLE would make one of the two, as they need the same index.
 * https://github.com/postgres/postgres/blob/REL_15_STABLE/src/backend/parser/parse_utilcmd.c (transformIndexConstraints)
 */
function isTwin(one: Constraint, other: Constraint): boolean {
  const isKey = ({ kind }: Constraint) => kind === 'primaryKey' || kind === 'unique';
  if (isKey(one) && isKey(other)) return String(columnNames(one)) === String(columnNames(other));
  if (one.kind !== 'exclude' || other.kind !== 'exclude') return false;
  return JSON.stringify(one.elements) === JSON.stringify(other.elements);
}

/** Makes a unique constraint of a table an operation of its own again, so that the primary key can go into the table. */
function takeOut({ constraint, at }: Folded, draft: Draft, { outcomes }: Reading): void {
  draft.folded = draft.folded.filter((one) => one.at !== at);
  draft.table = { ...draft.table, constraints: draft.table.constraints.filter((one) => one !== constraint) };
  outcomes[at] = { kind: 'operation', operation: creationOf(draft.table, constraint) };
}

/** Whether the constraint makes the same in CREATE TABLE, where it stands earlier. */
function mayMove(draft: Draft, constraint: Constraint, { barriers, drafts }: Reading): boolean {
  // In CREATE TABLE there are no rows to be left unchecked: NOT VALID says nothing there.
  if (constraint.options.postgresql?.notValid === true) return false;
  if (constraint.kind === 'foreignKey' && !refersBack(draft, constraint, drafts)) return false;
  const hasExpression = constraint.kind === 'check' || constraint.kind === 'exclude';
  return draft.at > (hasExpression ? barriers.expressions : barriers.all);
}

/** Whether the table that a foreign key refers to is made before, with the key that it refers to. */
function refersBack(draft: Draft, { references }: ForeignKeyConstraint, drafts: Reading['drafts']): boolean {
  const referred = drafts.get(keyOf(references.table));
  if (referred === undefined || referred.at > draft.at) return false;
  const isWhole = (columns: readonly string[]) =>
    columns.length === references.columns.length && columns.every((column) => references.columns.includes(column));
  return referred.table.constraints.some(
    (one) => (one.kind === 'primaryKey' || one.kind === 'unique') && isWhole(one.columns),
  );
}

import { keyOf } from '../catalog/catalog.ts';
import type { TableName } from '../model/expressions.ts';
import type { PrimaryKeyConstraint } from '../model/nouns.ts';
import { autoincrementColumn, columnOf, primaryKeyOf } from '../model/tables.ts';
import { Cursor } from '../parsing/cursor.ts';
import { changeColumn, type Draft, type Reading } from './postgresql-draft.ts';
import { definitions, qualified, relationName, strings } from './postgresql-nodes.ts';
import type { AlterSeqStmt, Node } from './postgresql-parser.ts';
import { isSerialSequence, nextvalOf, sequenceOf } from './postgresql-sequences.ts';

/**
 * Folds what SERIAL stands for (CREATE SEQUENCE, its OWNED BY, the default) into the column, where the three say exactly
 * that; and says of every column whether it counts by itself.
 */
export function foldSerials(reading: Reading): void {
  const counting = new Map<Draft, string>();
  const defaults = sequenceDefaults(reading);
  const created = new Map<string, number>();
  reading.statements.forEach(({ node }, at) => {
    if ('CreateSeqStmt' in node) created.set(keyOf(relationName(node.CreateSeqStmt.sequence)), at);
    const owner = 'AlterSeqStmt' in node ? ownerOf(node.AlterSeqStmt) : undefined;
    const draft = owner && reading.drafts.get(keyOf(owner.table));
    if (owner === undefined || draft === undefined || counting.has(draft)) return;
    const sequence = keyOf(owner.sequence);
    const statements = [created.get(sequence), at, defaults.get(columnKey(owner.table, owner.column, sequence))];
    if (
      !statements.every((one) => one !== undefined) ||
      !isSerial(draft, owner, reading.statements[statements[0] ?? 0]?.node)
    )
      return;
    counting.set(draft, owner.column);
    for (const one of statements) reading.outcomes[one] = { kind: 'folded' };
  });
  const keys = keysApart(reading);
  for (const draft of reading.drafts.values()) sayWhatCounts(draft, counting.get(draft), keys);
}

interface Owner {
  readonly sequence: TableName;
  readonly table: TableName;
  readonly column: string;
}

/** ALTER SEQUENCE … OWNED BY, and nothing else. */
function ownerOf({ sequence, options }: AlterSeqStmt): Owner | undefined {
  const [option, second] = definitions(options);
  if (option?.defname !== 'owned_by' || second !== undefined || option.arg === undefined || !('List' in option.arg))
    return undefined;
  const path = strings(option.arg.List.items);
  const column = path.pop();
  if (column === undefined || path.length === 0) return undefined;
  return { sequence: relationName(sequence), table: qualified(path), column };
}

/** Which statement gives a column its default of a sequence, by both. */
function sequenceDefaults({ statements }: Reading): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  statements.forEach(({ node }, at) => {
    if (!('AlterTableStmt' in node)) return;
    const { cmds = [], relation } = node.AlterTableStmt;
    const [command] = cmds;
    if (cmds.length !== 1 || command === undefined || !('AlterTableCmd' in command)) return;
    const { subtype, name = '', def } = command.AlterTableCmd;
    const written = subtype === 'AT_ColumnDefault' ? nextvalOf(def) : undefined;
    if (written === undefined) return;
    const { schema, ...bare } = new Cursor(written, 'postgresql').tableName();
    const sequence = keyOf(qualified(schema === undefined ? [bare.name] : [schema, bare.name]));
    found.set(columnKey(relationName(relation), name, sequence), at);
  });
  return found;
}

function columnKey(table: TableName, column: string, sequence: string): string {
  return JSON.stringify([keyOf(table), column, sequence]);
}

/** Whether SERIAL makes the same: by its rules for names and options, of a column of the primary key. */
function isSerial({ table }: Draft, { sequence, column: name }: Owner, created: Node | undefined): boolean {
  const column = columnOf(table, name);
  const made = sequenceOf(table, name);
  if (column === undefined || column.type === null || made === undefined || keyOf(made) !== keyOf(sequence))
    return false;
  if (column.nullable || column.serverDefault !== undefined || column.identity !== undefined) return false;
  if (!primaryKeyOf(table)?.columns.includes(name)) return false;
  return created !== undefined && 'CreateSeqStmt' in created && isSerialSequence(created.CreateSeqStmt, column.type);
}

/** Keys that are made after their tables. */
interface KeysApart {
  readonly primary: ReadonlyMap<string, PrimaryKeyConstraint>;
  readonly foreign: ReadonlySet<string>;
}

function keysApart({ outcomes }: Reading): KeysApart {
  const primary = new Map<string, PrimaryKeyConstraint>();
  const foreign = new Set<string>();
  for (const outcome of outcomes) {
    if (outcome.kind !== 'operation') continue;
    const { operation } = outcome;
    if (operation.kind === 'createPrimaryKey') primary.set(keyOf(operation.table), operation.constraint);
    if (operation.kind === 'createForeignKey')
      for (const column of operation.constraint.columns) foreign.add(JSON.stringify([keyOf(operation.table), column]));
  }
  return { primary, foreign };
}

/** `autoincrement` is said where the rule for keys would have it otherwise, now or when all keys are made. */
function sayWhatCounts(draft: Draft, counts: string | undefined, { primary, foreign }: KeysApart): void {
  const { table } = draft;
  const key = keyOf(table);
  const late = primary.get(key);
  const byRule = autoincrementColumn(
    late === undefined ? table : { ...table, constraints: [late, ...table.constraints] },
  );
  if (counts === undefined) {
    if (byRule !== undefined) changeColumn(draft, byRule.name, { autoincrement: false });
  } else if (byRule?.name !== counts || foreign.has(JSON.stringify([key, counts]))) {
    changeColumn(draft, counts, { autoincrement: true });
  }
}

import { checkName, described, isPlainObject, type OptionChecks, refusal } from '../model/arguments.ts';
import type { TableElement } from '../model/dml.ts';
import type { Element } from '../model/elements.ts';
import type { TableName } from '../model/expressions.ts';
import type { NamingConvention } from '../model/naming.ts';
import type { Table } from '../model/nouns.ts';
import { checkedOptions } from './checked-options.ts';
import type { Session } from './context.ts';
import { normalizeTable } from './normalize.ts';
import { indexFrom, normalizeConstraint } from './normalize-constraints.ts';
import type {
  BatchAlterTable,
  BulkInsert,
  CreateTable,
  CreateTableComment,
  DropTable,
  DropTableComment,
  RenameTable,
} from './operation.ts';
import type {
  AnyTable,
  BatchOptions,
  BulkInsertOptions,
  CommentOptions,
  CreateTableOptions,
  DropTableOptions,
  InSchema,
} from './options.ts';
import { type Place, placedOptions, said, tableNamed } from './place.ts';
import { refuseRenamed, renamedRefusal } from './renamed.ts';
import { resolveDml } from './resolve.ts';

const tableChecks = { comment: 'text', prefixes: 'texts', info: 'any' } as const;

export function createTable(
  call: string,
  name: unknown,
  elements: unknown,
  given: CreateTableOptions | undefined,
  session: Session,
): CreateTable {
  const checks = { ...tableChecks, comment: 'any', ifNotExists: 'boolean', schema: 'text' } as const;
  if (isPlainObject(given) && given.renamedFrom !== undefined) throw renamedRefusal(call, 'the table');
  const { dialect, ...options } = checkedOptions<CreateTableOptions>(call, given, checks, 'table');
  const table = tableNamed(call, name, options.schema);
  const facts = {
    ...table,
    ...said({ comment: commentOption(call, options.comment), prefixes: options.prefixes }),
    options: dialect,
  };
  const checked = checkElements(call, elements);
  for (const element of checked) if (element.kind === 'columnElement') refuseRenamed(call, element);
  return {
    kind: 'createTable',
    table: normalizeTable(facts, checked, session),
    ifNotExists: options.ifNotExists ?? false,
  };
}

export function dropTable(call: string, name: unknown, given: DropTableOptions | undefined): DropTable {
  const options = checkedOptions<DropTableOptions>(call, given, { schema: 'text', ifExists: 'boolean' }, 'dropTable');
  return {
    kind: 'dropTable',
    table: tableNamed(call, name, options.schema),
    ifExists: options.ifExists ?? false,
    options: options.dialect,
  };
}

export function renameTable(
  call: string,
  oldName: unknown,
  newName: unknown,
  given: InSchema | undefined,
): RenameTable {
  const { schema } = checkedOptions<InSchema>(call, given, { schema: 'text' });
  return {
    kind: 'renameTable',
    table: tableNamed(call, oldName, schema),
    newName: checkName(call, 'the new name', newName),
  };
}

export function createTableComment(
  call: string,
  place: Place,
  comment: unknown,
  given: CommentOptions | undefined,
  session: Session,
): CreateTableComment {
  const { table, existingComment } = placedOptions(call, place, given, { existingComment: 'any' }, undefined, [
    'existingComment',
  ]);
  if (typeof comment !== 'string' || comment === '') {
    throw refusal(
      `${call}: the comment must be a string, not ${described(comment)}`,
      'dropTableComment takes a comment away',
    );
  }
  return { kind: 'createTableComment', table, comment, ...existingTableComment(existingComment, table, session) };
}

export function dropTableComment(
  call: string,
  place: Place,
  given: CommentOptions | undefined,
  session: Session,
): DropTableComment {
  const { table, existingComment } = placedOptions(call, place, given, { existingComment: 'any' }, undefined, [
    'existingComment',
  ]);
  return { kind: 'dropTableComment', table, ...existingTableComment(existingComment, table, session) };
}

function existingTableComment(
  existing: string | null | undefined,
  table: TableName,
  session: Session,
): { readonly existingComment?: string | null } {
  const known = session.table(table);
  if (existing === undefined) return {};
  if (known === undefined || (known.comment ?? null) === existing) return { existingComment: existing };
  const fact = known.comment === undefined ? 'it has no comment' : `its comment is '${known.comment}'`;
  session.warn(`table ${table.name}: existingComment contradicts the history, in which ${fact}; the history counts`);
  return {};
}

/** Undefined: there are no rows, so there is nothing to say. */
export function bulkInsert(
  call: string,
  table: AnyTable,
  rows: unknown,
  given: BulkInsertOptions | undefined,
  session: Session,
): BulkInsert | undefined {
  checkedOptions<BulkInsertOptions>(call, given, { multiinsert: 'boolean' });
  const target = checkTableElement(call, 'the table', table);
  if (!Array.isArray(rows))
    throw refusal(`${call}: the rows must be a list, not ${described(rows)}`, 'write [{ id: 1 }]');
  if (rows.length === 0) return undefined;
  const { statement } = target.insert(rows);
  if (statement.kind !== 'insert') return undefined;
  const name: TableName = statement.table;
  return { kind: 'bulkInsert', table: name, insert: resolveDml(statement, session.dialect.name, session.table(name)) };
}

const recreateChoices = ['auto', 'always', 'never'] as const;

/** What a batch says of itself, before its operations. */
export function batchHeader(
  call: string,
  name: unknown,
  given: BatchOptions | undefined,
  session: Session,
): Omit<BatchAlterTable, 'operations'> {
  const checks: OptionChecks<BatchOptions> = {
    schema: 'text',
    recreate: recreateChoices,
    copyFrom: 'any',
    tableArgs: 'any',
    tableKwargs: 'any',
    partialReordering: 'any',
    namingConvention: 'any',
  };
  const options = checkedOptions<BatchOptions>(call, given, checks);
  const table = tableNamed(call, name, options.schema);
  const convention = options.namingConvention;
  if (convention !== undefined && typeof convention !== 'object') {
    throw refusal(`${call}: namingConvention must be an object, not ${described(convention)}`);
  }
  return {
    kind: 'batchAlterTable',
    table,
    recreate: options.recreate ?? 'auto',
    ...(options.copyFrom !== undefined && { copyFrom: copied(call, options.copyFrom, table, session) }),
    tableArgs: tableArgs(call, options.tableArgs, table, session),
    tableKwargs: tableKwargs(call, options.tableKwargs),
    partialReordering: reordering(call, options.partialReordering),
    ...said({ namingConvention: convention as NamingConvention | undefined }),
  };
}

function copied(call: string, given: AnyTable, { name, schema }: TableName, session: Session): Table {
  const from = checkTableElement(call, 'copyFrom', given);
  if (from.name !== name) throw refusal(`${call}: copyFrom is the table ${from.name}, not ${name}`);
  const facts = { name, ...said({ schema, comment: from.comment }), prefixes: from.prefixes, options: from.options };
  return normalizeTable(facts, from.elements, session);
}

function tableArgs(call: string, given: unknown, table: TableName, session: Session): BatchAlterTable['tableArgs'] {
  if (given === undefined) return { constraints: [], indexes: [] };
  const elements = checkElements(`${call}: tableArgs`, given);
  const column = elements.find((element) => element.kind === 'columnElement');
  if (column !== undefined) {
    throw refusal(`${call}: tableArgs has the column ${column.name}`, 'add columns with batch.addColumn');
  }
  return {
    constraints: elements.flatMap((element) =>
      element.kind === 'indexElement' || element.kind === 'columnElement'
        ? []
        : [normalizeConstraint(element, table, session)],
    ),
    indexes: elements.flatMap((element) =>
      element.kind === 'indexElement' ? [indexFrom(element, table, session)] : [],
    ),
  };
}

function tableKwargs(
  call: string,
  given: NonNullable<BatchOptions['tableKwargs']> | undefined,
): BatchAlterTable['tableKwargs'] {
  const options = checkedOptions<NonNullable<BatchOptions['tableKwargs']>>(
    `${call}: tableKwargs`,
    given,
    { ...tableChecks, comment: 'any' },
    'table',
  );
  return {
    ...said({ prefixes: options.prefixes, comment: commentOption(call, options.comment) }),
    options: options.dialect,
  };
}

function reordering(call: string, given: unknown): readonly (readonly string[])[] {
  if (given === undefined) return [];
  if (!Array.isArray(given))
    throw refusal(`${call}: partialReordering must be a list of lists of columns`, "write [['b', 'a']]");
  return given.map((group: unknown) => {
    if (!Array.isArray(group))
      throw refusal(`${call}: partialReordering must be a list of lists of columns`, "write [['b', 'a']]");
    return group.map((column: unknown) => checkName(call, 'a column of partialReordering', column));
  });
}

function commentOption(call: string, comment: string | null | undefined): string | undefined {
  if (comment === undefined || comment === null) return undefined;
  if (typeof comment !== 'string') throw refusal(`${call}: comment must be a string, not ${described(comment)}`);
  return comment;
}

const elementKinds: readonly Element['kind'][] = [
  'columnElement',
  'primaryKeyElement',
  'uniqueElement',
  'foreignKeyElement',
  'checkElement',
  'excludeElement',
  'indexElement',
];

function checkElements(call: string, elements: unknown): readonly Element[] {
  if (!Array.isArray(elements)) {
    throw refusal(
      `${call}: the elements must be a list, not ${described(elements)}`,
      "write [s.column('id', s.integer())]",
    );
  }
  const wrong = elements.findIndex((element: unknown) => !isElement(element));
  if (wrong !== -1) {
    throw refusal(
      `${call}: element ${wrong + 1} must be a column, constraint or index made by s, not ${described(elements[wrong])}`,
    );
  }
  return elements;
}

function isElement(value: unknown): value is Element {
  return (
    typeof value === 'object' && value !== null && 'kind' in value && elementKinds.some((kind) => kind === value.kind)
  );
}

function checkTableElement(call: string, what: string, table: unknown): TableElement {
  // By its kind, for the revision may have another copy of tsmig than the command line.
  if (typeof table === 'object' && table !== null && 'kind' in table && table.kind === 'tableElement')
    return table as TableElement;
  throw refusal(`${call}: ${what} must be made by s.table or op.createTable, not ${described(table)}`);
}

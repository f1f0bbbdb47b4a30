import type { TableName } from '../model/expressions.ts';
import type { Identity } from '../model/nouns.ts';
import type { DataType } from '../model/types.ts';
import { definitions, NotExpressible, only, qualified, strings, textOf } from './postgresql-nodes.ts';
import type { Constraint, CreateSeqStmt, DefElem, Node } from './postgresql-parser.ts';

/** The name of the sequence that PostgreSQL makes for a column; undefined where it would shorten it. */
export function sequenceOf(table: TableName, column: string): TableName | undefined {
  const name = `${table.name}_${column}_seq`;
  return Buffer.byteLength(name) > 63
    ? undefined
    : { ...(table.schema !== undefined && { schema: table.schema }), name };
}

/** ALTER TABLE … ADD GENERATED … AS IDENTITY; a sequence with a name of its own is not expressible. */
export function readIdentity(node: Constraint, table: TableName, column: string): Identity {
  only(node, ['contype', 'generated_when', 'options', 'location'], 'the identity');
  const options = new Map(definitions(node.options).map((one) => [one.defname ?? '', one]));
  const given = options.get('sequence_name');
  if (given !== undefined) {
    const expected = sequenceOf(table, column);
    const name = given.arg !== undefined && 'List' in given.arg ? qualified(strings(given.arg.List.items)) : undefined;
    if (expected === undefined || name?.name !== expected.name || name.schema !== expected.schema)
      throw new NotExpressible('the sequence of an identity has a name of its own');
  }
  const unknown = [...options.keys()].find((key) => !(key in identityKeys) && key !== 'sequence_name');
  if (unknown !== undefined) throw new NotExpressible(`an identity has no option for ${unknown}`);
  const values = Object.fromEntries(
    Object.entries(identityKeys).flatMap(([key, name]) => {
      const option = options.get(key);
      return option === undefined || isDefault(option, options) ? [] : [[name, optionValue(option)]];
    }),
  );
  return { kind: 'identity', always: node.generated_when === 'a', ...values };
}

const identityKeys: Readonly<Record<string, keyof Identity>> = {
  start: 'start',
  increment: 'increment',
  minvalue: 'minValue',
  maxvalue: 'maxValue',
  cycle: 'cycle',
  cache: 'cache',
};

/** What PostgreSQL takes when nothing is said; where a sequence starts hangs on its bounds and its direction. */
function isDefault({ defname, arg }: DefElem, all: ReadonlyMap<string, DefElem>): boolean {
  switch (defname) {
    case 'minvalue':
    case 'maxvalue':
      return arg === undefined;
    case 'start':
      return (
        number(arg) === 1 && all.get('minvalue')?.arg === undefined && number(all.get('increment')?.arg ?? one) > 0
      );
    case 'cycle':
      return arg !== undefined && 'Boolean' in arg && arg.Boolean.boolval !== true;
    default:
      return number(arg) === 1;
  }
}
const one: Node = { Integer: { ival: 1 } };

function optionValue({ defname, arg }: DefElem): number | bigint | boolean {
  return defname === 'cycle' ? true : number(arg);
}

function number(node: Node | undefined): number | bigint {
  const text = textOf(node);
  if (!/^-?\d+$/.test(text)) throw new NotExpressible('a number of a sequence');
  const value = BigInt(text);
  return value === BigInt(Number(text)) && Number.isSafeInteger(Number(text)) ? Number(text) : value;
}

const integers: Readonly<Record<string, string | undefined>> = {
  smallInteger: 'int2',
  integer: 'int4',
  bigInteger: undefined,
};

/** Whether a sequence is exactly what SERIAL makes for a column of this type. */
export function isSerialSequence(node: CreateSeqStmt, type: DataType): boolean {
  if (!(type.spec.kind in integers) || node.sequence?.relpersistence !== 'p') return false;
  const expected: Readonly<Record<string, string | undefined>> = {
    as: integers[type.spec.kind],
    start: '1',
    increment: '1',
    minvalue: undefined,
    maxvalue: undefined,
    cache: '1',
  };
  const options = new Map(definitions(node.options).map((option) => [option.defname ?? '', option]));
  if ([...options.keys()].some((key) => !(key in expected))) return false;
  return Object.entries(expected).every(([key, value]) => said(options.get(key)) === value);
}

function said(option: DefElem | undefined): string | undefined {
  if (option?.arg === undefined) return undefined;
  return 'TypeName' in option.arg ? strings(option.arg.TypeName.names).at(-1) : textOf(option.arg);
}

/** The sequence that a default takes its values from: `nextval('public.t_id_seq'::regclass)`. */
export function nextvalOf(node: Node | undefined): string | undefined {
  if (node === undefined || !('FuncCall' in node)) return undefined;
  const { funcname, args = [], ...rest } = node.FuncCall;
  const [cast] = args;
  const plain = Object.keys(rest).every((key) => key === 'funcformat' || key === 'location');
  if (
    !plain ||
    strings(funcname).at(-1) !== 'nextval' ||
    args.length !== 1 ||
    cast === undefined ||
    !('TypeCast' in cast)
  )
    return undefined;
  const { arg, typeName } = cast.TypeCast;
  if (strings(typeName?.names).at(-1) !== 'regclass' || arg === undefined || !('A_Const' in arg)) return undefined;
  return arg.A_Const.sval?.sval;
}

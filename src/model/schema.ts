import { checkName, refusal } from './arguments.ts';
import { column, computed, identity } from './columns.ts';
import { and, not, or } from './conditions.ts';
import {
  checkConstraint,
  excludeConstraint,
  foreignKey,
  foreignKeyConstraint,
  index,
  primaryKeyConstraint,
  uniqueConstraint,
} from './constraints.ts';
import { table } from './dml.ts';
import { types } from './exact-types.ts';
import * as generic from './generic-types.ts';
import { metadata } from './metadata.ts';
import { mssql } from './mssql-types.ts';
import { mysql } from './mysql-types.ts';
import { oracle } from './oracle-types.ts';
import { postgresql } from './postgresql-types.ts';
import { sqlite } from './sqlite-types.ts';
import { ExactName } from './types.ts';

/**
 * Schema elements: the types, columns, constraints, indexes and tables of which a revision's operations are made.
 * @example s.column('id', s.integer(), { primaryKey: true })
 */
export const s = {
  ...closed({
    // Generic types: one meaning, rendered per dialect.
    smallInteger: generic.smallInteger,
    integer: generic.integer,
    bigInteger: generic.bigInteger,
    float: generic.float,
    double: generic.double,
    numeric: generic.numeric,
    boolean: generic.boolean,
    string: generic.string,
    text: generic.text,
    unicode: generic.unicode,
    unicodeText: generic.unicodeText,
    date: generic.date,
    time: generic.time,
    dateTime: generic.dateTime,
    interval: generic.interval,
    largeBinary: generic.largeBinary,
    json: generic.json,
    uuid: generic.uuid,
    enum: generic.enum,
    array: generic.array,
    type: generic.type,

    // Elements.
    column,
    foreignKey,
    identity,
    computed,
    primaryKeyConstraint,
    uniqueConstraint,
    foreignKeyConstraint,
    checkConstraint,
    excludeConstraint,
    index,
    table,
    metadata,
    not,
    f,
  }),

  // Conditions of any number of conditions.
  and,
  or,

  // Exact types: rendered as written.
  types,
  postgresql,
  mysql,
  sqlite,
  mssql,
  oracle,
};

/** A name that the naming convention must leave alone: as `op.f`, for models. */
function f(name: string): ExactName {
  return new ExactName(checkName('s.f()', 'the name', name));
}

/** The functions, refusing more arguments than they declare: nothing that is said is dropped. */
function closed<F extends Readonly<Record<string, (...args: never[]) => unknown>>>(functions: F): F {
  const made = Object.entries(functions).map(([name, call]) => ({
    // A computed key, so that the function keeps its name for messages.
    [name]: (...args: never[]) => {
      if (args.length <= call.length) return call(...args);
      const message = `s.${name}() takes at most ${call.length} arguments, not ${args.length}`;
      throw refusal(message, 'leave out what it does not take');
    },
  }));
  return Object.assign({}, ...made) as F;
}

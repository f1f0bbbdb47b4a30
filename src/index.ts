export { defineConfig, type UserConfig } from './config/config.ts';
export { TsmigError } from './errors.ts';
export { type DialectName } from './model/dialect-options.ts';
export type { Expression } from './model/expressions.ts';
export type { NamingConvention } from './model/naming.ts';
export { s } from './model/schema.ts';
export { sql } from './model/sql.ts';
export { DataType } from './model/types.ts';
export type { Operations } from './operations/op.ts';

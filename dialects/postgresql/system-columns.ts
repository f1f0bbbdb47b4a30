import { TsmigError } from '../../src/errors.ts';

/** Refuses a column that every table has by itself. https://www.postgresql.org/docs/current/ddl-system-columns.html */
export function refuseSystemColumn(name: string): void {
  if (!/^(tableoid|xmin|cmin|xmax|cmax|ctid)$/.test(name)) return;
  throw new TsmigError('unsupported', `postgresql has a column ${name} in every table`, { hint: 'name it otherwise' });
}

/**
 * every customer has a name
 *
 * Revision ID: 7b92f6310cd8
 * Revises: 6a0e4d7c8b25
 * Create Date: 2026-02-05T09:10:00Z
 */
import { s, sql, type Operations } from 'tsmig';

export const revision = '7b92f6310cd8';
export const downRevision = '6a0e4d7c8b25';
export const branchLabels = null;
export const dependsOn = null;

const customer = s.table('customer', [
  s.column('id', s.integer()),
  s.column('email', s.string()),
  s.column('name', s.string()),
]);

export function upgrade(op: Operations): void {
  // Old imports left customers without a name: their address stands in until they tell us.
  op.execute(customer.update({ name: sql.func('lower', customer.c.email) }).where(customer.c.name.isNull()));
  op.alterColumn('customer', 'name', { nullable: false });
}

export function downgrade(op: Operations): void {
  op.alterColumn('customer', 'name', { nullable: true });
}

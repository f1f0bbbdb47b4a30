/**
 * create customer
 *
 * Revision ID: 0a1c5e2f7b90
 * Revises:
 * Create Date: 2026-01-12T09:00:00Z
 */
import { s, sql, type Operations } from 'tsmig';

export const revision = '0a1c5e2f7b90';
export const downRevision = null;
export const branchLabels = null;
export const dependsOn = null;

export function upgrade(op: Operations): void {
  op.createTable(
    'customer',
    [
      s.column('id', s.integer(), { primaryKey: true }),
      s.column('email', s.string(120), { nullable: false, unique: true }),
      s.column('name', s.string(100)),
      s.column('created_at', s.dateTime({ timezone: true }), { nullable: false, serverDefault: sql.now() }),
    ],
    { comment: 'People who have ordered, or may' },
  );
}

export function downgrade(op: Operations): void {
  op.dropTable('customer');
}

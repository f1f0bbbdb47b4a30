/**
 * payments
 *
 * Revision ID: bf17a5d4c032
 * Revises: ae60f3926bd7
 * Create Date: 2026-03-09T17:25:00Z
 */
import { s, sql, type Operations } from 'tsmig';

export const revision = 'bf17a5d4c032';
export const downRevision = 'ae60f3926bd7';
export const branchLabels = null;
export const dependsOn = null;

export function upgrade(op: Operations): void {
  op.createTable('payment', [
    s.column('id', s.bigInteger().withVariant(s.integer(), 'sqlite'), { primaryKey: true }),
    s.column('order_id', s.integer(), { nullable: false, references: 'order.id', index: true }),
    s.column('method', s.enum(['card', 'invoice', 'voucher'], { name: 'payment_method' }), { nullable: false }),
    s.column('amount', s.numeric(12, 2), { nullable: false }),
    s.column('received', s.boolean(), { nullable: false, serverDefault: false }),
    s.column('reference', s.uuid()),
  ]);
  op.execute(sql`UPDATE product SET description = ${'to be described'} WHERE description IS NULL`);
  op.alterColumn('product', 'description', { nullable: false, serverDefault: 'to be described' });
  op.createCheckConstraint('amount_positive', 'payment', sql`amount > 0`);
}

export function downgrade(op: Operations): void {
  op.alterColumn('product', 'description', { nullable: true, serverDefault: null });
  op.dropTable('payment');
}

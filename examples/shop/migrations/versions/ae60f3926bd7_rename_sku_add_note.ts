/**
 * call the SKU code; notes on orders
 *
 * Revision ID: ae60f3926bd7
 * Revises: 9d74c08b52e1
 * Create Date: 2026-03-01T08:00:00Z
 */
import { s, type Operations } from 'tsmig';

export const revision = 'ae60f3926bd7';
export const downRevision = '9d74c08b52e1';
export const branchLabels = null;
export const dependsOn = null;

const order = s.table('order', [
  s.column('id', s.integer()),
  s.column('status', s.string()),
  s.column('note', s.text()),
]);

export function upgrade(op: Operations): void {
  op.alterColumn('product', 'sku', { newColumnName: 'code' });
  op.addColumn('order', s.column('note', s.text(), { comment: 'What the customer asked for' }));
  op.execute(
    order.update({ note: 'cancelled before notes were kept: C:\\orders\\old' }).where(order.c.status.eq('cancelled')),
  );
}

export function downgrade(op: Operations): void {
  op.dropColumn('order', 'note');
  op.alterColumn('product', 'code', { newColumnName: 'sku' });
}

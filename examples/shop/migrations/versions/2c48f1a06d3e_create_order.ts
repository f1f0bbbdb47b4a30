/**
 * create order and its lines
 *
 * Revision ID: 2c48f1a06d3e
 * Revises: 1b7d03c94e66
 * Create Date: 2026-01-19T14:05:00Z
 */
import { s, sql, type Operations } from 'tsmig';

export const revision = '2c48f1a06d3e';
export const downRevision = '1b7d03c94e66';
export const branchLabels = null;
export const dependsOn = null;

const status = s.enum(['new', 'paid', 'shipped', 'cancelled'], { name: 'order_status' });

export function upgrade(op: Operations): void {
  op.createTable('order', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('customer_id', s.integer(), { nullable: false, references: 'customer.id' }),
    s.column('status', status, { nullable: false, serverDefault: 'new' }),
    s.column('placed_at', s.dateTime({ timezone: true }), { nullable: false, serverDefault: sql.now() }),
  ]);
  op.createTable('order_line', [
    s.column('order_id', s.integer(), {
      primaryKey: true,
      references: s.foreignKey('order.id', { onDelete: 'CASCADE' }),
    }),
    s.column('line_no', s.integer(), { primaryKey: true }),
    s.column('product_id', s.integer(), { nullable: false, references: 'product.id' }),
    s.column('quantity', s.integer(), { nullable: false, serverDefault: 1 }),
    s.column('unit_price', s.numeric(8, 2), { nullable: false }),
    s.checkConstraint('quantity > 0', { name: 'quantity_positive' }),
  ]);
  op.createIndex(null, 'order', ['customer_id', 'placed_at']);
}

export function downgrade(op: Operations): void {
  op.dropTable('order_line');
  op.dropTable('order');
}

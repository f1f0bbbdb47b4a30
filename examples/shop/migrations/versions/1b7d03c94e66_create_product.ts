/**
 * create product
 *
 * Revision ID: 1b7d03c94e66
 * Revises: 0a1c5e2f7b90
 * Create Date: 2026-01-14T10:30:00Z
 */
import { s, type Operations } from 'tsmig';

export const revision = '1b7d03c94e66';
export const downRevision = '0a1c5e2f7b90';
export const branchLabels = null;
export const dependsOn = null;

export function upgrade(op: Operations): void {
  op.createTable('product', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('sku', s.string(20), { nullable: false }),
    s.column('name', s.string(80), { nullable: false, index: true }),
    s.column('description', s.text()),
    s.column('price', s.numeric(8, 2), { nullable: false }),
    s.checkConstraint('price >= 0', { name: 'price_not_negative' }),
  ]);
}

export function downgrade(op: Operations): void {
  op.dropTable('product');
}

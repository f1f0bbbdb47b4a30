/**
 * wider prices and names, one product a SKU
 *
 * Revision ID: 9d74c08b52e1
 * Revises: 8c5d17ea4f03
 * Create Date: 2026-02-16T13:30:00Z
 */
import { s, type Operations } from 'tsmig';

export const revision = '9d74c08b52e1';
export const downRevision = '8c5d17ea4f03';
export const branchLabels = null;
export const dependsOn = null;

export function upgrade(op: Operations): void {
  op.alterColumn('product', 'price', { type: s.numeric(12, 2) });
  op.alterColumn('product', 'name', { type: s.string(200), comment: 'As printed on the shelf' });
  op.createUniqueConstraint(null, 'product', ['sku']);
}

export function downgrade(op: Operations): void {
  op.dropConstraint('uq_product_sku', 'product', { type: 'unique' });
  op.alterColumn('product', 'name', { type: s.string(80), comment: null });
  op.alterColumn('product', 'price', { type: s.numeric(8, 2) });
}

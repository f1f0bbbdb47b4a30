/**
 * index products by category
 *
 * Revision ID: 5f31d9b06ea4
 * Revises: 4e6a82c5d719
 * Create Date: 2026-02-03T16:00:00Z
 */
import type { Operations } from 'tsmig';

export const revision = '5f31d9b06ea4';
export const downRevision = '4e6a82c5d719';
export const branchLabels = null;
export const dependsOn = null;

export function upgrade(op: Operations): void {
  // Products are read all day: on PostgreSQL the index is built without blocking writers, outside the transaction.
  op.createIndex('ix_product_category_id', 'product', ['category_id'], { postgresql: { concurrently: true } });
}

export function downgrade(op: Operations): void {
  op.dropIndex('ix_product_category_id', { table: 'product', postgresql: { concurrently: true } });
}

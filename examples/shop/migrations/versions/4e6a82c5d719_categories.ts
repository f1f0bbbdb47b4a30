/**
 * sort products into categories
 *
 * Revision ID: 4e6a82c5d719
 * Revises: 3d95b7e20f1a
 * Create Date: 2026-02-02T11:20:00Z
 */
import { s, type Operations } from 'tsmig';

export const revision = '4e6a82c5d719';
export const downRevision = '3d95b7e20f1a';
export const branchLabels = 'catalogue';
export const dependsOn = null;

export function upgrade(op: Operations): void {
  op.createTable('category', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('parent_id', s.integer(), { references: 'category.id' }),
    s.column('name', s.string(60), { nullable: false }),
  ]);
  op.addColumn('product', s.column('category_id', s.integer(), { references: 'category.id' }));
}

export function downgrade(op: Operations): void {
  op.dropConstraint('fk_product_category_id_category', 'product', { type: 'foreignkey' });
  op.dropColumn('product', 'category_id');
  op.dropTable('category');
}

/**
 * ship orders to addresses
 *
 * Revision ID: 6a0e4d7c8b25
 * Revises: 3d95b7e20f1a
 * Create Date: 2026-02-02T15:40:00Z
 */
import { s, type Operations } from 'tsmig';

export const revision = '6a0e4d7c8b25';
export const downRevision = '3d95b7e20f1a';
export const branchLabels = 'shipping';
export const dependsOn = null;

export function upgrade(op: Operations): void {
  op.createTable('address', [
    s.column('id', s.integer(), { primaryKey: true }),
    s.column('customer_id', s.integer(), {
      nullable: false,
      references: s.foreignKey('customer.id', { onDelete: 'CASCADE' }),
    }),
    s.column('lines', s.text(), { nullable: false }),
    s.column('country_code', s.string(2), { nullable: false, references: 'country.code' }),
    s.column('extra', s.json().withVariant(s.text(), 'oracle')),
  ]);
  op.addColumn('order', s.column('ship_to_id', s.integer(), { references: 'address.id' }));
}

export function downgrade(op: Operations): void {
  op.batchAlterTable('order', (batch) => {
    batch.dropConstraint('fk_order_ship_to_id_address', { type: 'foreignkey' });
    batch.dropColumn('ship_to_id');
  });
  op.dropTable('address');
}

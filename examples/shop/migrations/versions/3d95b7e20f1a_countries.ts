/**
 * countries and their VAT rates
 *
 * Revision ID: 3d95b7e20f1a
 * Revises: 2c48f1a06d3e
 * Create Date: 2026-01-20T08:45:00Z
 */
import { s, type Operations } from 'tsmig';

export const revision = '3d95b7e20f1a';
export const downRevision = '2c48f1a06d3e';
export const branchLabels = null;
export const dependsOn = null;

export function upgrade(op: Operations): void {
  const country = op.createTable('country', [
    s.column('code', s.string(2), { primaryKey: true }),
    s.column('name', s.string(60), { nullable: false }),
    s.column('vat_rate', s.numeric(4, 2), { nullable: false }),
    s.column('in_eu', s.boolean(), { nullable: false }),
    s.column('since', s.date()),
  ]);
  op.bulkInsert(country, [
    { code: 'AT', name: 'Österreich', vat_rate: '20.00', in_eu: true, since: '1995-01-01' },
    { code: 'CI', name: "Côte d'Ivoire", vat_rate: '18.00', in_eu: false, since: null },
    { code: 'FI', name: 'Suomi', vat_rate: '25.50', in_eu: true, since: '1995-01-01' },
    { code: 'NO', name: 'Norge', vat_rate: '25.00', in_eu: false, since: null },
  ]);
}

export function downgrade(op: Operations): void {
  op.dropTable('country');
}

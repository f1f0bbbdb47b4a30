/**
 * merge catalogue and shipping
 *
 * Revision ID: 8c5d17ea4f03
 * Revises: 5f31d9b06ea4, 7b92f6310cd8
 * Create Date: 2026-02-06T10:00:00Z
 */
import type { Operations } from 'tsmig';

export const revision = '8c5d17ea4f03';
export const downRevision = ['5f31d9b06ea4', '7b92f6310cd8'];
export const branchLabels = null;
export const dependsOn = null;

export function upgrade(_op: Operations): void {}

export function downgrade(_op: Operations): void {}

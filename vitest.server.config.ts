import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The tests that need database servers; a missing server fails them. */
export default defineConfig({ ...base, test: { ...base.test, include: ['test/server/**/*.test.ts'], exclude: [] } });

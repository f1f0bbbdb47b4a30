import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      'tsmig/testing': new URL('./src/testing.ts', import.meta.url).pathname,
      'tsmig/commands': new URL('./src/commands/index.ts', import.meta.url).pathname,
      tsmig: new URL('./src/index.ts', import.meta.url).pathname,
    },
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/server/**', 'test/conformance/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});

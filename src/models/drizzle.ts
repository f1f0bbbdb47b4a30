import type { ModelSource } from './models.ts';

export const drizzle: ModelSource = {
  name: 'drizzle-orm',
  async read() {
    return undefined;
  },
};

#!/usr/bin/env node
import { version } from './version.ts';

const [first] = process.argv.slice(2);
if (first === '--version' || first === '-V') {
  process.stdout.write(`${version()}\n`);
} else {
  const { main } = await import('./main.ts');
  // Not process.exit: what is still on its way to a pipe would be lost.
  process.exitCode = await main(process.argv.slice(2));
}

#!/usr/bin/env node
import module from 'node:module';
import { version } from './version.ts';

const [first] = process.argv.slice(2);
if (first === '--version' || first === '-V') {
  process.stdout.write(`${version()}\n`);
} else {
  // Node 22 keeps compiled code in the temporary folder: a fifth of a short run. https://nodejs.org/api/module.html#module-compile-cache
  if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function') module.enableCompileCache();
  const { main } = await import('./main.ts');
  // Not process.exit: what is still on its way to a pipe would be lost.
  process.exitCode = await main(process.argv.slice(2));
}

import { createRequire } from 'node:module';
import type { TraceMap } from '@jridgewell/trace-mapping';
import type { SourcePosition } from '../errors.ts';
import { mapModule } from './transform.ts';

/** The source of each file that was compiled. Compiling again for its map is cheaper than keeping the maps of all. */
const sources = new Map<string, string>();
const mapsByFile = new Map<string, readonly TraceMap[]>();

/** Loaded when a place is asked for: a script without errors and warnings never asks. */
function tracing(): typeof import('@jridgewell/trace-mapping') {
  return createRequire(import.meta.url)('@jridgewell/trace-mapping');
}

/** Keeps the source of a compiled file, so that places in the compiled code can be traced back. */
export function remember(file: string, source: string): void {
  sources.set(file, source);
  mapsByFile.delete(file);
}

/** The source of a compiled file, as it was when it was compiled. */
export function sourceOf(file: string): string {
  return sources.get(file) ?? '';
}

/** Where a place in the compiled code of a loaded file stands in its source. Of other files, the place itself. */
export function originalPosition(file: string, line: number, column: number): SourcePosition {
  let at = { line, column: column - 1 };
  const maps = mapsOf(file);
  if (maps.length === 0) return { file, line, column };
  const { originalPositionFor } = tracing();
  for (const map of maps) {
    const { line: originalLine, column: originalColumn } = originalPositionFor(map, at);
    if (originalLine === null || originalColumn === null) return { file, line, column };
    at = { line: originalLine, column: originalColumn };
  }
  return { file, line: at.line, column: at.column + 1 };
}

/** Where in a loaded file an error was thrown: the innermost of its stack frames that lies in one. */
export function thrownAt(error: unknown): SourcePosition | undefined {
  const stack = error instanceof Error ? error.stack : undefined;
  for (const frame of stack?.split('\n') ?? []) {
    // `at name (file:line:column)`, or `at file:line:column`; a file's name may hold parentheses itself.
    for (const form of [/^\s+at .*? \((.+):(\d+):(\d+)\)$/, /^\s+at (?:async )?(.+):(\d+):(\d+)$/]) {
      const [, file = '', line, column] = form.exec(frame) ?? [];
      if (sources.has(file)) return originalPosition(file, Number(line), Number(column));
    }
  }
  return undefined;
}

function mapsOf(file: string): readonly TraceMap[] {
  const known = mapsByFile.get(file);
  if (known) return known;
  const source = sources.get(file);
  if (source === undefined) return [];
  const { TraceMap } = tracing();
  const decoded = mapModule(file, source).map(
    ({ mappings, names, sources: files }) => new TraceMap({ version: 3, mappings, names, sources: files }),
  );
  mapsByFile.set(file, decoded);
  return decoded;
}

import { unreachable } from '../errors.ts';

/** A piece of TypeScript to be laid out: text that is never broken, or what may go over several lines. */
export type Source =
  | string
  | Call
  | Member
  | { readonly kind: 'list'; readonly items: readonly Source[] }
  | { readonly kind: 'object'; readonly entries: readonly (readonly [key: string, value: Source])[] }
  /** `tag` and a template: its texts with their escapes, the values between them. */
  | Template
  | { readonly kind: 'function'; readonly parameter: string; readonly body: readonly Statement[] }
  /** Text that somebody else has written, maybe in several lines. */
  | { readonly kind: 'verbatim'; readonly text: string };
export interface Call {
  readonly kind: 'call';
  readonly callee: Source;
  readonly args: readonly Source[];
}

/** A member of what a call gives, which is called in its turn: `s.string(50).withVariant(…)`. */
export interface Member {
  readonly kind: 'member';
  readonly of: Source;
  readonly name: string;
}
export interface Template {
  readonly kind: 'template';
  readonly tag: 'sql' | '';
  readonly texts: readonly string[];
  readonly values: readonly Source[];
}

/** A statement; `before` is what stands before its expression: `const account = `. */
export interface Statement {
  readonly before?: string;
  readonly value: Source;
}

/** What of tsmig the statements use. */
export function usesOf(statements: readonly Statement[]): ReadonlySet<'s' | 'sql'> {
  return new Set(statements.flatMap(({ value }) => usedIn(value)));
}

function usedIn(source: Source): ('s' | 'sql')[] {
  if (typeof source === 'string') return [];
  switch (source.kind) {
    case 'call':
      return [...calleeUse(source.callee), ...source.args.flatMap(usedIn)];
    case 'member':
      return usedIn(source.of);
    case 'list':
      return source.items.flatMap(usedIn);
    case 'object':
      return source.entries.flatMap(([, value]) => usedIn(value));
    case 'template':
      return [...(source.tag === '' ? [] : [source.tag]), ...source.values.flatMap(usedIn)];
    case 'function':
      return source.body.flatMap(({ value }) => usedIn(value));
    case 'verbatim':
      return [
        ...(/\bs\./.test(source.text) ? ['s' as const] : []),
        ...(/\bsql\b/.test(source.text) ? ['sql' as const] : []),
      ];
    default:
      return unreachable(source);
  }
}

function calleeUse(callee: Source): ('s' | 'sql')[] {
  if (typeof callee !== 'string') return usedIn(callee);
  if (callee.startsWith('s.')) return ['s'];
  return callee.startsWith('sql.') ? ['sql'] : [];
}

import { expect, test } from 'vitest';
import { withMember, withoutMember } from '../../src/catalog/persistent-set.ts';

const members = Array.from({ length: 200 }, (_, at) => `m${String(at).padStart(3, '0')}`);

test('a set holds what was put in, each member once, small and large', () => {
  let set: ReadonlySet<string> | undefined;
  for (const [at, member] of members.entries()) {
    set = withMember(withMember(set, member), member);
    expect(set.size).toBe(at + 1);
  }
  expect([...(set ?? [])]).toEqual(members);
  expect(set?.has('m150')).toBe(true);
  expect(set?.has('never')).toBe(false);
  expect([...(set?.entries() ?? [])][0]).toEqual(['m000', 'm000']);
  const seen: string[] = [];
  set?.forEach((member) => {
    seen.push(member);
  });
  expect(seen).toEqual([...(set?.keys() ?? [])]);
});

test('a set is not changed by the sets made from it', () => {
  const set = members.reduce<ReadonlySet<string> | undefined>((grown, member) => withMember(grown, member), undefined);
  expect(withoutMember(set, 'm007')?.has('m007')).toBe(false);
  expect(withMember(set, 'new').has('new')).toBe(true);
  expect(set?.size).toBe(200);
  expect(set?.has('m007')).toBe(true);
});

test('a set from which all is taken is gone', () => {
  let set = members.reduce<ReadonlySet<string> | undefined>((grown, member) => withMember(grown, member), undefined);
  for (const [at, member] of members.entries()) {
    set = withoutMember(set, member);
    expect(set?.size ?? 0).toBe(199 - at);
  }
  expect(set).toBeUndefined();
});

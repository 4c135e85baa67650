import { describe, expect, test } from 'vitest';
import type { Session } from '../../../shared/contract/sessions.ts';
import { layOut } from '../../../src-renderer/features/entities/graph-layout.ts';
import { listLines } from '../../../src-renderer/features/entities/tree-lines.ts';

const make = (session: string, parent: string | null, madeBy: string | null = null): Session =>
  ({ session, parent, madeBy, issuedAt: null, firstUse: null }) as Session;

const shown = (sessions: Session[], closed: string[] = []) =>
  listLines(sessions, new Set(closed)).map(
    ({ session, level, made }) => `${'  '.repeat(level)}${made ? '+' : ''}${session.session}`,
  );

describe('lines', () => {
  const chain = [make('ana', null), make('AKIA', 'ana'), make('ASIA1', 'AKIA'), make('ASIA2', 'ASIA1')];

  test('parents stand above what follows from them; closed ones hide it', () => {
    expect(shown(chain)).toEqual(['ana', '  AKIA', '    ASIA1', '      ASIA2']);
    expect(shown(chain, ['AKIA'])).toEqual(['ana', '  AKIA']);
  });

  test('a made key is named below its maker, and stands below its owner', () => {
    const made = [...chain, make('bo', null), make('AKIA2', 'bo', 'AKIA'), make('ASIA3', 'AKIA2')];
    expect(shown(made)).toEqual([
      'ana',
      '  AKIA',
      '    ASIA1',
      '      ASIA2',
      '    +AKIA2',
      'bo',
      '  AKIA2',
      '    ASIA3',
    ]);
  });

  test('a made key without an owner in sight stands below its maker with all that follows', () => {
    const made = [...chain.slice(0, 2), make('AKIA2', 'bo', 'AKIA'), make('ASIA3', 'AKIA2')];
    expect(shown(made)).toEqual(['ana', '  AKIA', '    +AKIA2', '      ASIA3']);
  });

  test('a circle is shown once round', () => {
    expect(shown([make('a', 'b'), make('b', 'a')])).toEqual(['a', '  b', '    a']);
  });
});

describe('graph', () => {
  test('a column per link, nothing upon another, every line there', () => {
    const sessions = [
      make('ana', null),
      make('AKIA', 'ana'),
      make('x', 'AKIA'),
      make('y', 'AKIA'),
      make('z', 'y'),
      make('bo', null),
      make('AKIA2', 'bo', 'AKIA'),
    ];
    const { nodes, edges } = layOut(sessions);
    const of = new Map(nodes.map((node) => [node.session.session, node]));
    expect(nodes).toHaveLength(7);
    expect(new Set(nodes.map(({ x, y }) => `${x} ${y}`)).size).toBe(7);
    expect(of.get('ana')!.x).toBeLessThan(of.get('AKIA')!.x);
    expect(of.get('x')!.x).toBe(of.get('y')!.x);
    expect(of.get('AKIA2')!.x).toBeLessThan(of.get('bo')!.x);
    expect(
      edges.map(({ from, to, made }) => `${from.session.session}>${to.session.session}${made ? '+' : ''}`).toSorted(),
    ).toEqual(['AKIA>AKIA2+', 'AKIA>x', 'AKIA>y', 'ana>AKIA', 'bo>AKIA2', 'y>z'].toSorted());
  });

  test('a circle is laid out all the same', () => {
    expect(layOut([make('a', 'b'), make('b', 'a')]).nodes).toHaveLength(2);
  });
});

// Lines that look alike are not all shown to the log types; what is in them is found all the same.
import { describe, expect, it } from 'vitest';
import { compact, flowLine, makeEvents } from '../../support/events.ts';
import { loadBytes } from '../../support/load.ts';

const formatsOf = async (text: string) => {
  const { records, rejects } = await loadBytes(text);
  return [records.toSorted((a, b) => a.recordNo - b.recordNo).map(({ format }) => format), rejects] as const;
};

describe('lines of a log type of last resort', () => {
  const said = (text: string) => `2025-03-04T05:06:07.250Z INFO a b c d e f g ${text}`;
  const events = makeEvents(2).map(compact);

  it('may hold a record of JSON, however much they look like those before', async () => {
    const lines = ['x', 'y', events[0]!, '{z}', '{"a":1}', events[1]!, 'w'].map(said);
    const [formats, rejects] = await formatsOf(lines.join('\n'));
    const log = 'cloudwatch_logs';
    expect(formats).toEqual([log, log, 'cloudtrail', log, log, 'cloudtrail', log]);
    expect(rejects).toEqual([]);
  });

  it('may stand between others, in any order', async () => {
    const syslog = 'Mar  4 05:06:07 host1 su: hello';
    const lines = [said('x'), syslog, flowLine(1), said('y'), flowLine(2), syslog, syslog, said('z')];
    const [formats, rejects] = await formatsOf([...lines, ...lines].join('\n'));
    const kinds = 'cloudwatch_logs syslog vpcflow cloudwatch_logs vpcflow syslog syslog cloudwatch_logs'.split(' ');
    expect(formats).toEqual([...kinds, ...kinds]);
    expect(rejects).toEqual([]);
  });
});

describe('lines of a precise log type', () => {
  it('that are odd are of the type of those before, where nothing else knows them', async () => {
    const odd = flowLine(2).replace(/^2 /, 'x ');
    const [formats, rejects] = await formatsOf([flowLine(1), odd, flowLine(3)].join('\n'));
    expect(formats).toEqual(['vpcflow', 'vpcflow', 'vpcflow']);
    expect(rejects).toEqual([]);
  });

  it('are told from JSON and text with as many fields', async () => {
    const [event] = makeEvents(1);
    const spaced = compact({ ...event, userAgent: 'a b c d e f g h i j k l m n' });
    const text = '2025-03-04T05:06:07.250Z b c d e f g h i j k l m n';
    expect(spaced.split(' ')).toHaveLength(flowLine(1).split(' ').length);
    expect(text.split(' ')).toHaveLength(flowLine(1).split(' ').length);
    const [formats, rejects] = await formatsOf(
      [flowLine(1), spaced, text, flowLine(2), spaced.replace('"a b', '"c d')].join('\n'),
    );
    expect(formats).toEqual(['vpcflow', 'cloudtrail', 'vpcflow', 'cloudtrail']);
    expect(rejects).toMatchObject([{ text }]);
  });
});

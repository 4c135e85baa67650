import { expect, test } from 'vitest';
import { createLatest } from '../../../src-renderer/ui/latest.ts';

/** An engine that answers when it is told to, and counts. */
function makeEngine() {
  const asked: { question: string; signal: AbortSignal; answer: (...news: string[]) => void; fail: () => void }[] = [];
  const put = (question: string, signal: AbortSignal) =>
    new Promise<AsyncIterable<string>>((resolve, reject) => {
      const answer = (...news: string[]) => resolve(streamOf(news));
      asked.push({ question, signal, answer, fail: () => reject(new Error(question)) });
    });
  return { asked, put };
}

async function* streamOf(news: string[]) {
  yield* news;
}

function listen() {
  const heard: string[] = [];
  return {
    heard,
    hearer: {
      began: (question: string) => heard.push(`began ${question}`),
      news: (news: string, question: string) => heard.push(`${question}: ${news}`),
      ended: (question: string) => heard.push(`ended ${question}`),
      failed: (error: unknown, question: string) => heard.push(`failed ${question} ${String(error)}`),
    },
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

test('only the last of many questions is heard, in whatever order the answers come', async () => {
  const { asked, put } = makeEngine();
  const { heard, hearer } = listen();
  const latest = createLatest(put, hearer);
  for (const question of ['a', 'b', 'c', 'd']) latest.ask(question);
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, true, true, false]);
  asked[3]!.answer('four', 'more');
  await settle();
  asked[0]!.answer('one');
  asked[1]!.fail();
  asked[2]!.answer('three');
  await settle();
  expect(heard).toEqual(['began a', 'began b', 'began c', 'began d', 'd: four', 'd: more', 'ended d']);
});

test('what is being told is cut off by the next question', async () => {
  const { heard, hearer } = listen();
  let wake = (): void => undefined;
  const latest = createLatest(
    async (question: string) =>
      (async function* () {
        yield `${question}1`;
        await new Promise<void>((resolve) => (wake = resolve));
        yield `${question}2`;
      })(),
    hearer,
  );
  latest.ask('a');
  await settle();
  const wakeFirst = wake;
  latest.ask('b');
  await settle();
  wakeFirst();
  wake();
  await settle();
  expect(heard).toEqual(['began a', 'a: a1', 'began b', 'b: b1', 'b: b2', 'ended b']);
});

test('a failure is told once, and not after a stop', async () => {
  const { asked, put } = makeEngine();
  const { heard, hearer } = listen();
  const latest = createLatest(put, hearer);
  latest.ask('a');
  asked[0]!.fail();
  await settle();
  latest.ask('b');
  latest.stop();
  asked[1]!.fail();
  await settle();
  expect(asked[1]!.signal.aborted).toBe(true);
  expect(heard).toEqual(['began a', 'failed a Error: a', 'began b']);
});

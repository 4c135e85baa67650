import { beforeEach, expect, test, vi } from 'vitest';
import { describeProblem, isCancelled, showNote, showProblem, useToasts } from '../../../src-renderer/ui/problem.ts';

beforeEach(() => {
  useToasts.setState({ toasts: [] });
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

test('an error of the engine is shown with its place and its hint', () => {
  const error = Object.assign(new Error('The folder cannot be read.'), {
    code: 'FAILED',
    data: { at: '/evidence', hint: 'Check its permissions.' },
  });
  expect(describeProblem(error, 'open the case')).toEqual({
    title: 'Could not open the case',
    message: 'The folder cannot be read.',
    at: '/evidence',
    hint: 'Check its permissions.',
  });
});

test('anything thrown gets words', () => {
  expect(describeProblem('odd', 'x').message).toBe('odd');
  expect(describeProblem(new Error(''), 'x').message).toBe('No reason was given.');
  expect(describeProblem(null, 'x').message).toBe('null');
});

test('the same message twice is one toast, counted', () => {
  showProblem(new Error('no'), 'load');
  showProblem(new Error('no'), 'load');
  showNote('no');
  expect(useToasts.getState().toasts.map(({ tone, repeats }) => [tone, repeats])).toEqual([
    ['problem', 2],
    ['note', 1],
  ]);
});

test('the oldest messages make room', () => {
  for (let n = 0; n < 9; n++) showProblem(new Error(String(n)), 'count');
  expect(useToasts.getState().toasts.map((toast) => toast.message)).toEqual(['4', '5', '6', '7', '8']);
});

test('what was stopped on request is told from what went wrong', () => {
  expect(isCancelled(new DOMException('stop', 'AbortError'))).toBe(true);
  expect(isCancelled(Object.assign(new Error('stop'), { code: 'CANCELLED' }))).toBe(true);
  expect(isCancelled(new Error('stop'))).toBe(false);
  expect(isCancelled('stop')).toBe(false);
});

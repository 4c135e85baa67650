// One question at a time: a newer one stops the one before, and what that still answers is heard by nobody.

export type Hearer<Question, News> = {
  began?: (question: Question) => void;
  news: (news: News, question: Question) => void;
  ended?: (question: Question) => void;
  failed: (error: unknown, question: Question) => void;
};

export type Latest<Question> = {
  ask: (question: Question) => void;
  /** Stops what is asked now. */
  stop: () => void;
};

/** `put` may answer bit by bit; its signal fires when the answer is wanted no longer. */
export function createLatest<Question, News>(
  put: (question: Question, signal: AbortSignal) => Promise<AsyncIterable<News>>,
  hearer: Hearer<Question, News>,
): Latest<Question> {
  let current: AbortController | null = null;
  const stop = () => {
    current?.abort();
    current = null;
  };
  const follow = async (question: Question, mine: AbortController) => {
    try {
      for await (const news of await put(question, mine.signal)) {
        if (mine.signal.aborted) return;
        hearer.news(news, question);
      }
      if (!mine.signal.aborted) hearer.ended?.(question);
    } catch (error) {
      if (!mine.signal.aborted) hearer.failed(error, question);
    }
  };
  return {
    stop,
    ask(question) {
      stop();
      current = new AbortController();
      hearer.began?.(question);
      void follow(question, current);
    },
  };
}

/** A call that answers once, as `put` of `createLatest`. */
export async function* once<T>(answer: Promise<T>): AsyncGenerator<T> {
  yield await answer;
}

// Finds questions by words.
import type { Snippet, SnippetTopic } from '../../../shared/snippets/snippet.ts';
import { snippets } from '../../../shared/snippets/snippets.ts';

/** Snippets that hold every word, in title, reason, topic or SQL. */
export function searchSnippets(words: string): Snippet[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return snippets.filter((each) => {
    const text = `${each.title} ${each.why} ${each.topic} ${each.sql}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}

/** In the order in which the topics first occur. */
export function groupByTopic(found: Snippet[]): Map<SnippetTopic, Snippet[]> {
  const groups = new Map<SnippetTopic, Snippet[]>();
  for (const each of found) groups.set(each.topic, [...(groups.get(each.topic) ?? []), each]);
  return groups;
}

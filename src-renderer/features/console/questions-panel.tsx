// Questions an investigator asks of CloudTrail, ready to run.
import { ActionIcon } from '@mantine/core';
import { IconExternalLink } from '@tabler/icons-react';
import type { Snippet } from '../../../shared/snippets/snippet.ts';
import { useSideName } from '../../ui/window/keyboard-side.ts';
import style from './console.module.css';
import { groupByTopic, searchSnippets } from './search-snippets.ts';
import { EmptySide, SideItem, SidePanel } from './side-panel.tsx';

type Props = { onInsert: (snippet: Snippet) => void; onNewTab: (snippet: Snippet) => void; onClose: () => void };

export function QuestionsPanel({ onInsert, onNewTab, onClose }: Props) {
  const side = useSideName();
  return (
    <SidePanel title="Questions for CloudTrail" searchLabel="Search questions" onClose={onClose}>
      {(search) => {
        const found = searchSnippets(search);
        if (found.length === 0) return <EmptySide>No question with these words.</EmptySide>;
        return [...groupByTopic(found)].map(([topic, questions]) => (
          <section key={topic} aria-label={`${topic}${side}`}>
            <h3 className={style.topic}>{topic}</h3>
            {questions.map((each) => (
              <SideItem
                key={each.id}
                title={each.title}
                sql={each.sql}
                note={each.why}
                onPick={() => onInsert(each)}
                actions={
                  <ActionIcon
                    title="Open in a new console"
                    aria-label={`Open in a new console: ${each.title}`}
                    onClick={() => onNewTab(each)}
                  >
                    <IconExternalLink size={14} />
                  </ActionIcon>
                }
              />
            ))}
          </section>
        ));
      }}
    </SidePanel>
  );
}

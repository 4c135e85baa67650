// The report's sections: which of them, and in which order, by mouse and by keys.
import { Checkbox } from '@mantine/core';
import { IconGripVertical } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { type ReportChoices, type SectionId, sectionWords } from '../../../shared/report/choices.ts';
import { moveBefore, moveBy, switchSection } from './arrange.ts';
import style from './report.module.css';

type Props = { sections: ReportChoices['sections']; onChange: (sections: ReportChoices['sections']) => void };

const boxOf = (id: SectionId) => `report-section-${id}`;

export function SectionList({ sections, onChange }: Props) {
  const [dragged, setDragged] = useState<SectionId | null>(null);
  const [over, setOver] = useState<SectionId | null>(null);
  const onKeyDown = (event: KeyboardEvent, id: SectionId) => {
    const by = event.altKey ? { ArrowUp: -1 as const, ArrowDown: 1 as const }[event.key] : undefined;
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(moveBy(sections, id, by));
    // A browser takes the focus from what is moved.
    requestAnimationFrame(() => document.getElementById(boxOf(id))?.focus());
  };
  const end = () => {
    setDragged(null);
    setOver(null);
  };
  return (
    <ol className={style.sections} aria-label="Sections in the order of the report. Alt+arrows move one">
      {sections.map(({ id, isOn }) => (
        <li
          key={id}
          className={style.section}
          draggable
          data-over={over === id || undefined}
          data-dragged={dragged === id || undefined}
          onDragStart={(event) => {
            event.dataTransfer.setData('application/x-pugmark-section', id);
            event.dataTransfer.effectAllowed = 'move';
            setDragged(id);
          }}
          onDragOver={(event) => {
            if (dragged === null) return;
            event.preventDefault();
            setOver(id);
          }}
          onDrop={(event) => {
            event.preventDefault();
            if (dragged !== null) onChange(dropOn(sections, dragged, id));
            end();
          }}
          onDragEnd={end}
          onKeyDown={(event) => onKeyDown(event, id)}
        >
          <Checkbox
            id={boxOf(id)}
            size="xs"
            label={sectionWords[id].title}
            title={`${sectionWords[id].meaning}. Alt+↑ and Alt+↓ move it`}
            checked={isOn}
            onChange={() => onChange(switchSection(sections, id))}
          />
          <IconGripVertical size={14} className={style.grip} aria-hidden />
        </li>
      ))}
    </ol>
  );
}

/** What comes from above is put after, what comes from below before. */
function dropOn(sections: Props['sections'], dragged: SectionId, target: SectionId): Props['sections'] {
  const place = (id: SectionId) => sections.findIndex((section) => section.id === id);
  if (place(dragged) > place(target)) return moveBefore(sections, dragged, target);
  return moveBefore(sections, dragged, sections[place(target) + 1]?.id ?? null);
}

// The order of the report's sections.
import type { ReportChoices, SectionId } from '../../../shared/report/choices.ts';

type Sections = ReportChoices['sections'];

/** Moves a section before another one; null: to the end. */
export function moveBefore(sections: Sections, id: SectionId, before: SectionId | null): Sections {
  const moved = sections.find((section) => section.id === id);
  if (!moved || id === before) return sections;
  const others = sections.filter((section) => section !== moved);
  const at = before === null ? others.length : others.findIndex((section) => section.id === before);
  return at < 0 ? sections : others.toSpliced(at, 0, moved);
}

/** Moves a section one place; at an end it stays. */
export function moveBy(sections: Sections, id: SectionId, by: -1 | 1): Sections {
  const at = sections.findIndex((section) => section.id === id);
  const to = at + by;
  if (at < 0 || to < 0 || to >= sections.length) return sections;
  return sections.with(at, sections[to]!).with(to, sections[at]!);
}

export const switchSection = (sections: Sections, id: SectionId): Sections =>
  sections.map((section) => (section.id === id ? { ...section, isOn: !section.isOn } : section));

// The page of what is new in the case: what nobody did before, and what happens more than usual.
import { useSideName } from '../../ui/window/keyboard-side.ts';
import pane from '../../ui/controls/pane.module.css';
import { useTables } from '../../ui/tables.ts';

export function NoveltyPane() {
  const side = useSideName();
  const { tables } = useTables();
  const trail = tables?.find(({ name }) => name === 'cloudtrail');
  return (
    <section className={pane.pane} aria-label={`What is new${side}`}>
      {tables && !trail && <p>No CloudTrail logs are loaded, so nothing can be new.</p>}
    </section>
  );
}

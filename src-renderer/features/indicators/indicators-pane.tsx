// The page of indicators: lists of addresses, keys, domains and the like, and where the logs hold what they name.
import pane from '../../ui/controls/pane.module.css';
import { useSideName } from '../../ui/window/keyboard-side.ts';

export function IndicatorsPane() {
  const side = useSideName();
  return (
    <section className={pane.pane} aria-label={`Indicators${side}`}>
      <p>No list of indicators is in this case.</p>
    </section>
  );
}

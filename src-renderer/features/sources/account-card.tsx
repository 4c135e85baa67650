// The account of one load: what each number of its two sums leads to.
import type { LoadSummary } from '../../../shared/contract/loads.ts';
import { useEngine } from '../../ui/engine.ts';
import { SumCard } from '../../ui/evidence/sum-card.tsx';
import { showNote, showProblem } from '../../ui/problem.ts';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { fileSum, isRunning, recordSum, type Term } from './account-words.ts';
import { placeBehind } from './evidence-views.ts';

export function AccountCard({ load }: { load: LoadSummary }) {
  const engine = useEngine();
  const open = async (term: Term) => {
    try {
      const place = await placeBehind(engine, load, term.id);
      if (place) useWorkspace.getState().openGrid(place.view, place.title);
      else showNote('There is nothing behind this number.');
    } catch (error) {
      showProblem(error, `show the ${term.label}`);
    }
  };
  return (
    <SumCard
      sums={[
        { label: 'Files', sum: fileSum(load.account) },
        { label: 'Records', sum: recordSum(load.account) },
      ]}
      pending={isRunning(load.state) ? 'still counting' : null}
      onOpen={(term) => void open(term)}
    />
  );
}

// Every file of a load that did not load whole, with the reason; and a way to read the unrecognised ones after all.
import { Button } from '@mantine/core';
import type { LoadSummary } from '../../../shared/contract/loads.ts';
import { formatNoun } from '../../../shared/values/sizes.ts';
import { useEngine } from '../../ui/engine.ts';
import { ProblemList } from '../../ui/evidence/problem-list.tsx';
import { useWorkspace } from '../../ui/window/workspace.ts';
import { type Offer, offersFor, withinRoots } from './unrecognised.ts';

const words = { partly: 'partly loaded', skipped: 'skipped', failed: 'failed' };

export function FileProblems({ load: { loadId, state, paths } }: { load: LoadSummary }) {
  const engine = useEngine();
  return (
    <ProblemList
      title="Files that did not load whole"
      what="File"
      version={`${loadId} ${state}`}
      read={(page) => engine.loads.problems({ loadId, ...page })}
      words={words}
      keyOf={({ outcome, path }) => `${outcome} ${path}`}
      renderName={({ path }) => (
        <bdi dir="ltr" title={path}>
          {withinRoots(path, paths)}
        </bdi>
      )}
      renderOffers={(problems) => offersFor(problems).map((offer) => <OfferButton key={offer.as} offer={offer} />)}
      none={<p className="pm-dim">Every file of this load was loaded whole.</p>}
    />
  );
}

function OfferButton({ offer: { as, paths } }: { offer: Offer }) {
  const files = formatNoun(paths.length, 'unrecognised file');
  return (
    <Button
      variant="default"
      onClick={() => useWorkspace.getState().showDialog({ kind: 'load', paths, as })}
      title="No format recognised them, but they can be read into a table of their own"
    >
      Load {files} as {as === 'parquet' ? 'Parquet' : as.toUpperCase()}…
    </Button>
  );
}

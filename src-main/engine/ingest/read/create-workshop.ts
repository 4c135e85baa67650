// Puts together what a worker needs for all its items.
import type { Format } from '../../../../shared/formats/format.ts';
import { containers, knownLists } from './containers/registry.ts';
import { createExaminer } from './examine.ts';
import { createLineLayouts } from './lines/line-layouts.ts';
import type { ParcelWriter } from './parcel-writer.ts';
import type { Workshop } from './read-item.ts';
import { createRecogniser } from './recognise.ts';
import { createTableLayouts } from './tables/table-layouts.ts';

export function createWorkshop(formats: Format[], writer: ParcelWriter, nextEvidenceId: () => number): Workshop {
  const recogniser = createRecogniser(formats);
  const layouts = createLineLayouts(formats);
  return {
    recogniser,
    layouts,
    tables: createTableLayouts(formats),
    containers,
    lists: knownLists,
    examiner: createExaminer({ recogniser, containers, lists: knownLists, layouts }),
    writer,
    evidenceIdFor(task, member) {
      const point = task.resume?.find((candidate) => candidate.member === (member ?? ''));
      return point ?? { evidenceId: nextEvidenceId(), skip: 0 };
    },
  };
}

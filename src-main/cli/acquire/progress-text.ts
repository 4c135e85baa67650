// The line that moves while an acquisition lists, gets and loads.
import type { AcquisitionProgress } from '../../../shared/contract/acquisitions.ts';
import type { LoadProgress } from '../../../shared/contract/loads.ts';
import { bytesText, durationText, grouped } from '../progress.ts';

/** @param load null: nothing is loaded, or not yet */
export function progressText(progress: AcquisitionProgress, load: LoadProgress | null): string {
  const { state, account, seen, listRequests } = progress;
  const { listed } = account;
  const loaded = load === null ? [] : [`${grouped(load.account.records.found)} records loaded`];
  if (state === 'finishing') return ['Loading the rest', ...loaded].join(' · ');
  // Who waits before anything was got, waits while it lists.
  const isBefore = progress.loadId === null && settled(progress) === 0 && progress.regions.length === 0;
  const isListing = state === 'listing' || state === 'listed' || (state !== 'running' && isBefore);
  const parts = isListing
    ? [
        `${grouped(listed.objects)} wanted of ${grouped(seen)} objects`,
        bytesText(listed.bytes),
        `${grouped(listRequests)} requests`,
      ]
    : [...gettingParts(progress), ...loaded];
  return `${words[state] ?? ''}${parts.join(' · ')}`;
}

const words: Partial<Record<AcquisitionProgress['state'], string>> = {
  listing: 'Listing: ',
  listed: 'Listed: ',
  running: 'Getting: ',
  waiting: 'Waiting: ',
  paused: 'Paused: ',
};

function gettingParts(progress: AcquisitionProgress): string[] {
  const { account, regions, bytesArrived, bytesPerSecond, objectsPerSecond, remainingMs } = progress;
  const { listed, failed } = account;
  const events = regions.reduce((sum, region) => sum + region.events, 0);
  const atEnd = regions.filter(({ state }) => !['waiting', 'running'].includes(state)).length;
  const what =
    regions.length > 0
      ? [`${grouped(events)} events`, `${atEnd} of ${regions.length} regions`, `${grouped(objectsPerSecond)} events/s`]
      : [
          `${grouped(settled(progress))} of ${grouped(listed.objects)} objects`,
          bytesText(bytesArrived),
          `${bytesText(bytesPerSecond)}/s`,
          `${grouped(objectsPerSecond)} objects/s`,
        ];
  return [
    ...what,
    ...(failed.objects > 0 ? [`${grouped(failed.objects)} failed`] : []),
    ...(remainingMs === null ? [] : [`${durationText(remainingMs)} left`]),
  ];
}

const settled = ({ account: { acquired, known, skipped, failed } }: AcquisitionProgress): number =>
  acquired.objects + known.objects + skipped.objects + failed.objects;

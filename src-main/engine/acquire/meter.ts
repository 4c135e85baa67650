// The moving numbers of an acquisition, and how fast it goes.
import type {
  AcquisitionProgress,
  AcquisitionState,
  CapturedKeys,
  LookupRegion,
} from '../../../shared/contract/acquisitions.ts';
import { emptyAccount } from './store/summaries.ts';

/** Milliseconds over which rates are averaged. */
const windowMs = 5_000;

export type Meter = ReturnType<typeof startMeter>;

export function startMeter(acquisitionId: number) {
  const started = performance.now();
  const marks = [{ at: started, bytes: 0, objects: 0 }];
  return {
    state: 'listing' as AcquisitionState,
    account: emptyAccount(),
    seen: 0,
    listRequests: 0,
    bytesArrived: 0,
    retries: 0,
    /** Objects that are settled or listed since the start of this run, for the rate. */
    moved: 0,
    /** Still to be downloaded at the start of this run. */
    toGet: { objects: 0, bytes: 0 },
    current: null as string | null,
    waiting: null as AcquisitionProgress['waiting'],
    regions: [] as LookupRegion[],
    publicKeys: [] as CapturedKeys[],
    loadId: null as number | null,
    error: null as string | null,
    isRefused: false,
    /** Objects and bytes per second since the start of this run. */
    average() {
      const seconds = Math.max((performance.now() - started) / 1000, 0.001);
      return { objectsPerSecond: this.moved / seconds, bytesPerSecond: this.bytesArrived / seconds, seconds };
    },
    read(): AcquisitionProgress {
      const now = performance.now();
      marks.push({ at: now, bytes: this.bytesArrived, objects: this.moved });
      while (marks.length > 2 && now - marks[0]!.at > windowMs) marks.shift();
      const seconds = Math.max((now - marks[0]!.at) / 1000, 0.001);
      const objectsPerSecond = (this.moved - marks[0]!.objects) / seconds;
      const bytesPerSecond = (this.bytesArrived - marks[0]!.bytes) / seconds;
      return {
        acquisitionId,
        state: this.state,
        account: structuredClone(this.account),
        seen: this.seen,
        listRequests: this.listRequests,
        bytesArrived: this.bytesArrived,
        objectsPerSecond,
        bytesPerSecond,
        retries: this.retries,
        elapsedMs: Math.round(now - started),
        remainingMs: this.state === 'running' ? this.remaining(objectsPerSecond, bytesPerSecond) : null,
        current: this.current,
        waiting: this.waiting,
        regions: this.regions.map((region) => ({ ...region })),
        publicKeys: this.publicKeys,
        loadId: this.loadId,
        error: this.error,
        isRefused: this.isRefused,
      };
    },
    /** Milliseconds left at these rates, by whichever of objects and bytes takes longer; null: nobody can tell. */
    remaining(objectsPerSecond: number, bytesPerSecond: number): number | null {
      const objects = this.toGet.objects - this.moved;
      const bytes = this.toGet.bytes - this.bytesArrived;
      if (this.toGet.objects === 0 || bytesPerSecond <= 0) return null;
      const byObjects = objectsPerSecond > 0 ? objects / objectsPerSecond : 0;
      return Math.round(Math.max(byObjects, bytes / bytesPerSecond, 0) * 1000);
    },
  };
}

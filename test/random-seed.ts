// Property tests try the same cases in every run. `PUGMARK_SEED` tries others; where a test names a seed of its own, that holds.
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PUGMARK_SEED ?? 1) });

// What the parts of one running acquisition share.
import type { EngineState, OpenCase } from '../engine-state.ts';
import type { OpenLogin } from '../sources/aws/logins.ts';
import type { Gate } from './gate.ts';
import type { Meter } from './meter.ts';
import type { AcquisitionRow } from './store/acquisition-row.ts';

export type RunContext = {
  state: EngineState;
  open: OpenCase;
  row: AcquisitionRow;
  login: OpenLogin;
  gate: Gate;
  meter: Meter;
};

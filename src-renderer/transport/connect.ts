// The one place that asks which host carries the UI.
import { createORPCClient } from '@orpc/client';
import type { EngineClient } from '../ui/engine.ts';
import { bridge } from './bridge.ts';
import { connectElectron } from './electron.ts';
import { connectWeb } from './web.ts';

export async function connect(): Promise<EngineClient> {
  const link = bridge() ? await connectElectron() : await connectWeb();
  return createORPCClient<EngineClient>(link);
}

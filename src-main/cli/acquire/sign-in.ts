// Signs in for an acquisition, asking for the MFA code where somebody can answer.
import { createInterface } from 'node:readline/promises';
import { ORPCError } from '@orpc/server';
import type { Connected } from '../../../shared/contract/aws.ts';
import { EngineError } from '../../engine/engine-error.ts';
import type { Session } from '../session.ts';
import type { AcquireCommand } from './parse-acquire.ts';

/** @param loginId renew this login */
export async function signIn(
  { client, signal }: Session,
  { login, mfaCode }: Pick<AcquireCommand, 'login' | 'mfaCode'>,
  loginId?: number,
): Promise<Connected> {
  const connect = (code: string | undefined) =>
    client.aws.connect(
      { login, ...(code === undefined ? {} : { mfaCode: code }), ...(loginId === undefined ? {} : { loginId }) },
      { signal },
    );
  try {
    return await connect(mfaCode);
  } catch (error) {
    const serial = wantedSerial(error);
    if (serial === null) throw error;
    if (isTerminal()) return connect(await askForCode(serial, signal));
    throw new EngineError('REFUSED', (error as Error).message, {
      hint: 'Nobody can be asked here: give the code that the device shows now with --mfa-code.',
    });
  }
}

export const isTerminal = () => process.stdin.isTTY && process.stderr.isTTY;

function wantedSerial(error: unknown): string | null {
  if (!(error instanceof ORPCError)) return null;
  const data = error.data as { needs?: string; serial?: string } | undefined;
  return data?.needs === 'mfa' ? (data.serial ?? '') : null;
}

export async function askForCode(serial: string, signal: AbortSignal): Promise<string> {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await terminal.question(`MFA code of ${serial || 'the device'}: `, { signal })).trim();
  } finally {
    terminal.close();
  }
}

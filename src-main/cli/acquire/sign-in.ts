// Signs in for an acquisition, asking for the MFA code where somebody can answer.
import { createInterface } from 'node:readline/promises';
import { ORPCError } from '@orpc/server';
import type { Connected } from '../../../shared/contract/aws.ts';
import type { Session } from '../session.ts';
import type { AcquireCommand } from './parse-acquire.ts';

/** @param loginId renew this login */
export async function signIn(
  { client, signal }: Session,
  { login, mfaCode }: Pick<AcquireCommand, 'login' | 'mfaCode'>,
  loginId?: number,
): Promise<Connected> {
  const renew = loginId === undefined ? {} : { loginId };
  try {
    return await client.aws.connect({ login, ...(mfaCode === undefined ? {} : { mfaCode }), ...renew }, { signal });
  } catch (error) {
    const serial = wantedSerial(error);
    if (serial === null || !isTerminal()) throw error;
    return client.aws.connect({ login, mfaCode: await askForCode(serial, signal), ...renew }, { signal });
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

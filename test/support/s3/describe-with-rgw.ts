// Tests that need the real S3 server: skipped, and saying so in their title, on a machine that cannot have it; failing on one
// that has it and cannot start it.
import { afterAll, describe, it } from 'vitest';
import { findRgw } from './find-rgw.ts';
import { type RgwServer, startRgw } from './rgw.ts';

/** To be awaited at the top of a test file: a title is fixed before any hook runs. The server is stopped after the tests. */
export async function describeWithRgw(
  title: string,
  options: { sts?: boolean },
  tests: (server: RgwServer) => void,
): Promise<void> {
  const missing = await findRgw();
  if (missing) {
    describe(title, () => it.skip(`NOT TESTED: ${missing.unavailable}`, () => {}));
    return;
  }
  const server = await startRgw(options);
  describe(title, () => {
    if ('unavailable' in server)
      it('has its server', () => {
        throw new Error(server.unavailable);
      });
    else {
      afterAll(() => server.stop());
      tests(server);
    }
  });
}

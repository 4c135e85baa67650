// Calls of the SQL console.
import { EngineError } from '../../engine-error.ts';
import { type EngineState, requireCase } from '../../engine-state.ts';
import { os, typedErrors } from '../../implementer.ts';
import { listFunctions } from './console-functions.ts';
import { runText } from './console-run.ts';
import { readPlan } from './make-result.ts';
import { confirmRead, prepareText } from './sandbox.ts';

export function consoleRoutes(state: EngineState) {
  return {
    run: os.console.run.handler(({ input, signal }) =>
      typedErrors(runText(requireCase(state), input.sql, { rowLimit: input.rowLimit, signal })),
    ),
    explain: os.console.explain.handler(({ input, signal }) => explain(state, input, signal)),
    functions: os.console.functions.handler(() => listFunctions(requireCase(state))),
  };
}

async function explain(state: EngineState, input: { sql: string; analyze: boolean }, signal: AbortSignal | undefined) {
  const open = requireCase(state);
  const connection = await open.db.connect();
  try {
    const [statement, ...more] = await prepareText(open, connection, input.sql);
    if (!statement || more.length > 0 || statement.kind === 'write')
      throw new EngineError('INVALID', 'Only one SELECT can be explained at a time.', { offset: more[0]?.from ?? 0 });
    const body = statement.body ?? { sql: statement.sql, from: statement.from, analyze: false };
    await confirmRead(open, connection, { ...statement, kind: 'read', sql: body.sql, from: body.from }, signal);
    return { plan: await readPlan(connection, { ...body, analyze: body.analyze || input.analyze }, signal) };
  } finally {
    connection.close();
  }
}

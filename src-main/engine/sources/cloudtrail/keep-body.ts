// Evidence is the answer as it came. The SDK throws the bytes of an answer away once it has read them, so this takes them
// on their way from the connection to the SDK's reader.
import type { DeserializeMiddleware, HttpResponse, MiddlewareStack } from '@smithy/types';

/**
 * Makes a command keep the body of its answer; a command must be sent once only.
 * @returns gives the body exactly as received, after the command was sent
 */
export function keepBody<Input extends object, Output extends object>(command: {
  middlewareStack: MiddlewareStack<Input, Output>;
}): () => Buffer {
  let body: Buffer | null = null;
  const keep: DeserializeMiddleware<Input, Output> = (next) => async (args) => {
    const result = await next(args);
    const response = result.response as HttpResponse;
    const chunks: Buffer[] = [];
    for await (const chunk of response.body as AsyncIterable<Buffer>) chunks.push(chunk);
    body = Buffer.concat(chunks);
    // A view of its own: the SDK changes the prototype of the array that it is given.
    response.body = new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
    return result;
  };
  // Lowest priority of the step is nearest to the connection: before the SDK's own reader sees the answer.
  command.middlewareStack.add(keep, { name: 'keepBody', step: 'deserialize', priority: 'low' });
  return () => {
    if (body === null) throw new Error('The command was not sent.');
    return body;
  };
}

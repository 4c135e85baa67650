// Must be imported before anything that makes a schema: Zod tries `new Function` for speed when it makes its first object
// schema; the content security policy forbids that, and the browser would report an error for it.
import { config } from 'zod';

config({ jitless: true });

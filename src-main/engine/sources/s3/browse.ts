// One page of what is directly below a prefix, folders and objects, with what AWS's layout says of the folders.
import type { S3Client } from '@aws-sdk/client-s3';
import type { BrowsePage } from '../../../../shared/contract/aws.ts';
import { toAwsProblem } from './aws-problem.ts';
import { meaningOfFolder } from './folder-meaning.ts';
import { objectPages } from './list-pages.ts';

export type BrowseRequest = {
  bucket: string;
  /** '' for the top; a folder's ends in `/`. */
  prefix: string;
  requesterPays: boolean;
  /** `next` of the page before; null: the first page. */
  after: string | null;
  signal: AbortSignal | undefined;
  /** Absent: what the server gives, 1,000 at most. */
  pageSize?: number;
};

/** @throws EngineError as `toAwsProblem` */
export async function browse(client: S3Client, request: BrowseRequest): Promise<BrowsePage> {
  const { bucket, prefix, requesterPays, after, pageSize, signal = new AbortController().signal } = request;
  const list = objectPages(client, { bucket, requesterPays, ...(pageSize === undefined ? {} : { pageSize }) });
  const below = prefix.lastIndexOf('/') + 1;
  try {
    const { folders, objects, next } = await list({ prefix, delimiter: true, after }, signal);
    return {
      folders: folders.map((folder) => ({
        prefix: folder,
        name: folder.slice(below, -1) || '/',
        meaning: meaningOfFolder(folder),
      })),
      // An empty object of the folder's own name is how consoles make folders; one with bytes in it is not hidden.
      objects: objects
        .filter(({ key, size }) => key.length > below || size > 0)
        .map(({ key, size, modified, storageClass }) => ({
          key,
          name: key.slice(below) || '/',
          size,
          modified: new Date(modified).toISOString(),
          storageClass,
        })),
      next,
    };
  } catch (error) {
    throw toAwsProblem(error, { doing: 'list the folder', bucket, ...(prefix ? { key: prefix } : {}) });
  }
}

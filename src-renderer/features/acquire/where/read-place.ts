// Reads what a person pastes as a place in S3: an s3:// address, an ARN, a page of the console, an object's URL, a plain name.

/** `folder` ends in `/`, or is '' for the whole bucket; `name`: what was pasted after it, when that was an object. */
export type Place = { bucket: string; folder: string; name: string };

const bucketName = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
/** Older buckets, and other stores, allow capitals and underscores. */
const looseName = /^[\w][\w.-]{1,253}[\w]$/;

/** Null: cannot be a place. Query strings of object URLs, which may be signatures, are left behind. */
export function readPlace(text: string): Place | null {
  const trimmed = text.trim().replace(/^["'<]+|["'>]+$/g, '');
  const address = /^s3[an]?:\/\/([^/]+)(?:\/(.*))?$/is.exec(trimmed);
  if (address) return placeOf(address[1]!, address[2] ?? '');
  const arn = /^arn:aws[\w-]*:s3:::([^/]+)(?:\/(.*))?$/is.exec(trimmed);
  if (arn) return placeOf(arn[1]!, (arn[2] ?? '').replace(/\*$/, ''));
  if (/^https?:\/\//i.test(trimmed)) return URL.canParse(trimmed) ? placeOfUrl(new URL(trimmed)) : null;
  const plain = /^\/?([^/\s]+)(?:\/(.*))?$/s.exec(trimmed);
  return plain ? placeOf(plain[1]!, plain[2] ?? '') : null;
}

function placeOfUrl(url: URL): Place | null {
  const { hostname } = url;
  if (/(^|\.)console\.(aws\.amazon\.com|amazonaws-us-gov\.com|amazonaws\.cn)$/.test(hostname)) {
    const bucket = /\/s3\/(?:buckets|object|upload)\/([^/]+)/.exec(url.pathname)?.[1];
    return bucket === undefined ? null : placeOf(decode(bucket), url.searchParams.get('prefix') ?? '');
  }
  const path = decode(url.pathname.slice(1));
  const aws =
    /^(?:(.+)\.)?s3(?:[.-](?:dualstack|accesspoint|fips|website))*(?:[.-][a-z0-9-]+)?\.amazonaws\.com(?:\.cn)?$/;
  const host = aws.exec(hostname);
  if (host?.[1] !== undefined) return placeOf(host[1], path);
  const [bucket = '', ...rest] = path.split('/');
  return placeOf(bucket, rest.join('/'));
}

function placeOf(bucket: string, key: string): Place | null {
  const name = bucketName.test(bucket.toLowerCase()) ? bucket.trim() : bucket;
  if (!looseName.test(name)) return null;
  const clean = key.replace(/^\/+/, '');
  // `s3://logs/AWSLogs` names a folder, `…/a.json.gz` an object: what has a dot in its last part is taken for one.
  const isFolder = clean === '' || clean.endsWith('/') || !/\.[^/]*$/.test(clean);
  if (isFolder) return { bucket: name, folder: clean === '' || clean.endsWith('/') ? clean : `${clean}/`, name: '' };
  const cut = clean.lastIndexOf('/') + 1;
  return { bucket: name, folder: clean.slice(0, cut), name: clean.slice(cut) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // A lone % is part of the name.
  }
}

/** `s3://bucket/prefix`, as it is shown and pasted back. */
export const placeText = (bucket: string, prefix: string): string => `s3://${bucket}/${prefix}`;

/** The folders on the way to a prefix, outermost first; the bucket itself is the first, with ''. */
export function crumbsOf(bucket: string, folder: string): { name: string; prefix: string }[] {
  const crumbs = [{ name: bucket, prefix: '' }];
  for (let at = folder.indexOf('/'); at >= 0; at = folder.indexOf('/', at + 1))
    crumbs.push({ name: folder.slice(crumbs.at(-1)!.prefix.length, at), prefix: folder.slice(0, at + 1) });
  return crumbs;
}

/** The folder above; null above the bucket's root. */
export function folderAbove(folder: string): string | null {
  if (folder === '') return null;
  const cut = folder.lastIndexOf('/', folder.length - 2);
  return cut < 0 ? '' : folder.slice(0, cut + 1);
}

// Hashes over known bytes, however they are cut into chunks.
import { expect, it } from 'vitest';
import { createHashes } from '../../../../src-main/engine/sources/s3/object-hashes.ts';

const digits = Buffer.from('123456789');

/** The check values of the catalogue of parametrised CRC algorithms, and of the RFCs, over `123456789`. */
const known = {
  sha256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
  md5: '25f9e794323b453885f5181f1b624d0b',
  checksums: {
    sha256: '15e2b0d3c33891ebb0f1ef609ec419420c20e320ce94c65fbc8c3312448eb225',
    sha1: 'f7c3bc1d808e04732adf679965ccc34ca7ae3441',
    crc32: 'cbf43926',
    crc32c: 'e3069283',
    crc64nvme: 'ae8b14860a799888',
  },
};

it.each([[[9]], [[1, 8]], [[4, 0, 5]], [[1, 1, 1, 1, 1, 1, 1, 1, 1]]])('hashes chunks of %j bytes', async (sizes) => {
  const hashes = createHashes(['md5', 'sha1', 'sha256', 'crc32', 'crc32c', 'crc64nvme']);
  let at = 0;
  for (const size of sizes) {
    hashes.update(digits.subarray(at, at + size));
    at += size;
  }
  const { sha256, md5, checksums } = await hashes.digest();
  const hex = Object.entries(checksums).map(([name, value]) => [name, Buffer.from(value, 'base64').toString('hex')]);
  expect({ sha256, md5, checksums: Object.fromEntries(hex) }).toEqual(known);
});

it('hashes nothing', async () => {
  const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
  expect(await createHashes(['md5']).digest()).toMatchObject({ sha256, md5: 'd41d8cd98f00b204e9800998ecf8427e' });
  expect(await createHashes().digest()).toMatchObject({ sha256, md5: null });
});

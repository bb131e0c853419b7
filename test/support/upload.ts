import assert from 'node:assert/strict';
import { basename } from 'node:path';
import type { Client } from './client.ts';

const tus = { 'tus-resumable': '1.0.0' };

/** Uploads bytes by the tus protocol and gives the id of the upload; `sent` cuts it off after so many bytes. */
export const upload = async (
  url: string,
  { cookie }: Client,
  bytes: Uint8Array,
  sent = bytes.length,
): Promise<string> => {
  const begun = await fetch(`${url}/api/files`, {
    method: 'POST',
    headers: { ...tus, cookie, 'upload-length': String(bytes.length) },
  });
  assert.equal(begun.status, 201, await begun.text());
  const id = basename(begun.headers.get('location') ?? '');
  const went = await fetch(`${url}/api/files/${id}`, {
    method: 'PATCH',
    headers: { ...tus, cookie, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    body: Buffer.from(bytes.subarray(0, sent)),
  });
  assert.equal(went.status, 204, await went.text());
  return id;
};

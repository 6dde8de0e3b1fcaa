/** Files as they come in: by upload, or pasted as one text. */

import { textUpTo } from '@daybreak/protocol/text';
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Refusal } from '../http/problem.ts';

export interface UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Upload {
  readonly files: readonly UploadedFile[];
  readonly group: string;
}

const filesMax = 20_000;
const uploadMaxBytes = 256_000_000;
const groupMaxCharacters = 200;

/** Held against each part of an upload as it arrives. */
export const uploadLimits = {
  files: filesMax,
  fields: 1,
  parts: filesMax + 1,
  fileSize: 64 * 1024 * 1024,
  fieldSize: groupMaxCharacters * 4,
  headerPairs: 20,
};

/** Reads an upload whole: any number of files, and a field `group`. */
export async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) {
    throw new Refusal('invalid-input', 'An upload is multipart/form-data with one part a file.');
  }
  try {
    return await readParts(request);
  } catch (error) {
    throw asRefusal(error);
  }
}

/** The form's reader throws bare errors for a damaged form: the input is at fault, not we. */
function asRefusal(error: unknown): unknown {
  const explained = error instanceof Refusal || (error instanceof Error && 'statusCode' in error);
  if (explained || !(error instanceof Error)) return error;
  return new Refusal('invalid-input', `The form can not be read: ${error.message}.`);
}

async function readParts(request: FastifyRequest): Promise<Upload> {
  const files: UploadedFile[] = [];
  let group = '';
  let left = uploadMaxBytes;
  for await (const part of request.parts()) {
    if (part.type === 'field') {
      group = groupOf(part);
      continue;
    }
    const file = await fileOf(part, files.length);
    left -= file.bytes.byteLength;
    if (left < 0)
      throw new Refusal('too-large', `All files together: ${uploadMaxBytes} bytes at most.`);
    files.push(file);
  }
  if (files.length === 0) throw new Refusal('invalid-input', 'The upload holds no file.');
  return { files, group };
}

async function fileOf(part: MultipartFile, index: number): Promise<UploadedFile> {
  return { name: part.filename || `file ${index + 1}`, bytes: await part.toBuffer() };
}

function groupOf({ fieldname, value }: MultipartValue): string {
  const group = textUpTo(groupMaxCharacters).safeParse(value);
  if (fieldname !== 'group' || !group.success) {
    throw new Refusal(
      'invalid-input',
      `"${fieldname}" is no field of an upload: "group" is, as text.`,
    );
  }
  return group.data;
}

export function pasted(text: string, group: string): Upload {
  return { files: [{ name: 'pasted text', bytes: new TextEncoder().encode(text) }], group };
}

import { createReadStream, createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

import { pathProblem } from '../../workspace/path-problem';
import { InputRefused } from '../input-refused';
import { encodingOf, isGzip, type TextEncoding } from './first-bytes';

/** Text that can be read again and again, a piece at a time. */
export interface TextInput {
  /** How it begins; empty when nothing is in it. */
  readonly head: string;
  /** Bytes that one reading reads. */
  readonly size: number;
  /** How the bytes were understood, where that is not as usual. */
  readonly notes: readonly string[];
  /** Lines end with `\n`, however they did. Throws InputRefused when it is packed and damaged, or too large. */
  read(onBytes?: (bytes: number) => void): AsyncIterable<string>;
  readonly close: () => void;
}

const HEAD_BYTES = 64 * 1024;
/** A packed file may be small and its text endless. */
const MAX_UNPACKED_BYTES = 1024 ** 3;

/**
 * A file, or standard input (`-`), as text: unpacked if gzip packed it, and in whichever encoding its first bytes
 * show. What cannot be read twice, such as a pipe, is kept in a temporary file until `close`.
 */
export async function openText(file: string, maxUnpacked = MAX_UNPACKED_BYTES): Promise<TextInput> {
  const { path, close } = await rereadable(file);
  try {
    const { size } = await stat(path);
    const packed = isGzip(await headOf(createReadStream(path)));
    const bytes = () => (packed ? unpacked(path, maxUnpacked) : createReadStream(path));
    const head = await headOf(bytes());
    const encoding = encodingOf(head);
    return {
      head: normalLines(new TextDecoder(encoding).decode(head)),
      size,
      notes: notesOn(encoding),
      read: (onBytes = () => {}) => textOf(bytes(), encoding, onBytes),
      close,
    };
  } catch (error) {
    close();
    throw pathProblem(error, file, 'read');
  }
}

interface Rereadable {
  readonly path: string;
  readonly close: () => void;
}

async function rereadable(file: string): Promise<Rereadable> {
  try {
    if (file !== '-') {
      const found = await stat(file);
      if (found.isDirectory()) throw Object.assign(new Error('a folder'), { code: 'EISDIR' });
      if (found.isFile()) return { path: file, close: () => {} };
    }
  } catch (error) {
    throw pathProblem(error, file, 'read');
  }
  const folder = mkdtempSync(join(tmpdir(), 'killrvideo-outliers-'));
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  process.once('exit', close);
  const path = join(folder, 'input');
  try {
    await pipeline(file === '-' ? process.stdin : createReadStream(file), createWriteStream(path));
  } catch (error) {
    close();
    throw pathProblem(error, file === '-' ? 'standard input' : file, 'read');
  }
  return { path, close };
}

async function* unpacked(path: string, most: number): AsyncGenerator<Buffer> {
  const file = createReadStream(path);
  const gunzip = createGunzip();
  file.on('error', (error) => gunzip.destroy(error));
  let bytes = 0;
  try {
    for await (const chunk of file.pipe(gunzip) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > most) {
        const limit = `${Math.floor(most / 1024 ** 2).toLocaleString('en')} MiB`;
        throw new InputRefused(`the input unpacks to more than ${limit}: unpack it, and give a part of it`);
      }
      yield chunk;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'Z_BUF_ERROR')
      throw new InputRefused('the packed input (gzip) is cut off: its end is missing', { cause: error });
    if (code?.startsWith('Z_'))
      throw new InputRefused('the packed input (gzip) is damaged: pack it again', { cause: error });
    throw error;
  } finally {
    file.destroy();
  }
}

async function* textOf(
  bytes: AsyncIterable<Buffer>,
  encoding: TextEncoding,
  onBytes: (bytes: number) => void,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  let held = '';
  for await (const chunk of bytes) {
    onBytes(chunk.length);
    const text = held + decoder.decode(chunk, { stream: true });
    // A line feed that belongs to it may follow.
    held = text.endsWith('\r') ? '\r' : '';
    const piece = normalLines(held === '' ? text : text.slice(0, -1));
    if (piece !== '') yield piece;
  }
  const rest = normalLines(held + decoder.decode());
  if (rest !== '') yield rest;
}

function normalLines(text: string): string {
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

async function headOf(bytes: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of bytes) {
    chunks.push(chunk);
    if ((length += chunk.length) >= HEAD_BYTES) break;
  }
  return Buffer.concat(chunks).subarray(0, HEAD_BYTES);
}

function notesOn(encoding: TextEncoding): string[] {
  return encoding === 'windows-1252' ? ['the input is no UTF-8; it is read as Windows-1252'] : [];
}

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { openText } from './text-input';

const folder = mkdtempSync(join(tmpdir(), 'text-input-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(bytes: Buffer | string): string {
  const path = join(folder, 'input');
  writeFileSync(path, bytes);
  return path;
}

/** All of it, read twice. */
async function textOf(bytes: Buffer | string, maxUnpacked?: number): Promise<string> {
  const input = await openText(file(bytes), maxUnpacked);
  const read = async () => {
    let all = '';
    for await (const piece of input.read()) all += piece;
    return all;
  };
  const text = await read();
  expect(await read()).toBe(text);
  input.close();
  return text;
}

const TEXT = 'time,Größe °C\n2026-01-01,1\n';
const utf16 = Buffer.from(TEXT, 'utf16le');
const swapped = Buffer.from(utf16).swap16();

describe('a text', () => {
  it.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16 with a mark', Buffer.concat([Buffer.from([0xff, 0xfe]), utf16])],
    ['UTF-16, the other way round', Buffer.concat([Buffer.from([0xfe, 0xff]), swapped])],
    ['UTF-16 without a mark', utf16],
    ['UTF-16, the other way round, without a mark', swapped],
    ['Windows-1252', Buffer.from(TEXT, 'latin1')],
    ['packed with gzip', gzipSync(TEXT)],
    ['packed with gzip in two members', Buffer.concat([gzipSync(TEXT.slice(0, 9)), gzipSync(TEXT.slice(9))])],
    ['UTF-16, packed', gzipSync(Buffer.concat([Buffer.from([0xff, 0xfe]), utf16]))],
    ['with line ends of Windows', Buffer.from(TEXT.replaceAll('\n', '\r\n'))],
    ['with line ends of old Macs', Buffer.from(TEXT.replaceAll('\n', '\r'))],
  ])('is read: %s', async (_what, bytes) => expect(await textOf(bytes)).toBe(TEXT));

  it('is read across pieces that cut characters and line ends', async () => {
    const long = 'ä°€🐱\r\n'.repeat(20_000);
    expect(await textOf(long)).toBe(long.replaceAll('\r\n', '\n'));
    expect(await textOf(`x${long}`)).toBe(`x${long.replaceAll('\r\n', '\n')}`);
  });

  it.each([
    ['PK\x03\x04…[Content_Types].xml', 'an Excel workbook (xlsx): save the table as CSV'],
    ['PK\x03\x04…mimetypeapplication/vnd.oasis.opendocument.spreadsheet', 'a LibreOffice spreadsheet (ods)'],
    ['PK\x03\x04…load.csv', 'a ZIP archive: unpack it'],
    ['PAR1\x15\x04', 'a Parquet file: save the table as CSV'],
    ['\x89PNG\r\n', 'a picture (PNG)'],
    ['\x28\xb5\x2f\xfd', 'packed with zstd'],
    ['\x7fELF\x02\x01\0\0\x80', 'binary, no text'],
    ['<!doctype html>', 'HTML or XML'],
    ['# HELP up is it\nup 1', 'a page of metrics'],
  ])('is not %j', async (bytes, message) =>
    expect(textOf(Buffer.from(bytes, 'latin1'))).rejects.toThrow(message),
  );

  it('is not what is packed twice, cut off, damaged, or endless', async () => {
    const packed = gzipSync(TEXT.repeat(1000));
    await expect(textOf(gzipSync(packed))).rejects.toThrow('packed with gzip twice');
    await expect(textOf(packed.subarray(0, -9))).rejects.toThrow('(gzip) is cut off: its end is missing');
    const damaged = Buffer.from(packed);
    damaged.writeUInt32LE(0, damaged.length - 8);
    await expect(textOf(damaged)).rejects.toThrow('(gzip) is damaged');
    await expect(textOf(gzipSync(Buffer.alloc(3 * 1024 ** 2, 'a')), 2 * 1024 ** 2)).rejects.toThrow(
      'unpacks to more than 2 MiB: unpack it, and give a part of it',
    );
  });

  it('is not what is not there, or a folder', async () => {
    await expect(openText(join(folder, 'nowhere.csv'))).rejects.toThrow(/there is no file .*nowhere\.csv/);
    await expect(openText(folder)).rejects.toThrow('is a folder: name a file in it');
    await expect(openText(join(file(TEXT), 'in-it'))).rejects.toThrow('a part of its path is a file');
  });
});

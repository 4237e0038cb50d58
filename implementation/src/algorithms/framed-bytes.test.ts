import { expect, test } from 'vitest';
import { decodeFrame, encodeFrame, type Frame } from './framed-bytes.ts';

const frame: Frame = {
  marks: 'TEST',
  schemaVersion: 4,
  name: 'the thing',
  kind: 'a thing',
  remedy: 'make it again',
};
const numbers = Uint32Array.of(1, 2, 0xffffffff);
const bytes = encodeFrame(frame, { of: 'three' }, [numbers, Float32Array.of(0.5)]);

test('what goes in comes out, wherever the bytes lie', () => {
  const shifted = new Uint8Array(bytes.length + 1);
  shifted.set(bytes, 1);
  for (const kept of [bytes, shifted.subarray(1), Buffer.from(bytes)]) {
    const { header, body, from } = decodeFrame(frame, kept);
    expect(header).toEqual({ of: 'three' });
    expect(new Uint32Array(body, from, 3)).toEqual(numbers);
    expect(new Float32Array(body, from + 12)).toEqual(Float32Array.of(0.5));
  }
});

test('equal contents give equal bytes', () => {
  expect(encodeFrame(frame, { of: 'three' }, [numbers, Float32Array.of(0.5)])).toEqual(bytes);
});

test('one changed bit anywhere is noticed, and so is every cut', () => {
  for (let at = 0; at < bytes.length * 8; at++) {
    const changed = bytes.slice();
    changed[at >> 3] = (changed[at >> 3] ?? 0) ^ (1 << (at & 7));
    const isLengthOfHeader = at >> 3 >= 8 && at >> 3 < 12;
    if (!isLengthOfHeader) expect(() => decodeFrame(frame, changed)).toThrow();
  }
  for (let length = 0; length < bytes.length; length++) {
    expect(() => decodeFrame(frame, bytes.subarray(0, length))).toThrow();
  }
});

test('it is said what is wrong and what to do', () => {
  expect(() => decodeFrame({ ...frame, marks: 'ELSE' }, bytes)).toThrow('not a thing');
  expect(() => decodeFrame({ ...frame, schemaVersion: 5 }, bytes)).toThrow(
    'the thing has schema version 4, this release reads 5; make it again',
  );
});

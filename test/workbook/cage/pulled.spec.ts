import { describe, expect, it } from '@jest/globals';
import { pulled } from '../../../src/workbook/cage/pulled.js';

describe('a pushing source, pulled', () => {
  it('gives the parts in order and what the source ends with, and receives a part when the next is asked for', async () => {
    const received: number[] = [];
    const parts = pulled<number, string>(async (receive) => {
      for (const part of [1, 2, 3]) {
        await receive(part);
        received.push(part);
      }
      return 'hết';
    });
    expect(await parts.next()).toEqual({ done: false, value: 1 });
    expect(received).toEqual([]);
    expect(await parts.next()).toEqual({ done: false, value: 2 });
    expect(received).toEqual([1]);
    expect(await parts.next()).toEqual({ done: false, value: 3 });
    expect(await parts.next()).toEqual({ done: true, value: 'hết' });
    expect(received).toEqual([1, 2, 3]);
  });

  it('throws what the source rejects with', async () => {
    const broken = new Error('hỏng');
    const parts = pulled<number, string>(async (receive) => {
      await receive(1);
      throw broken;
    });
    await parts.next();
    await expect(parts.next()).rejects.toBe(broken);
  });

  it('keeps no source waiting for who has left', async () => {
    let isDone = false;
    const parts = pulled<number, void>(async (receive) => {
      await receive(1);
      await receive(2);
      isDone = true;
    });
    await parts.next();
    await parts.return();
    await new Promise((resolve) => setImmediate(resolve));
    expect(isDone).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { hashText } from './hash.ts';

describe('hash', () => {
  it('never changes: stored models depend on it', () => {
    expect([hashText(''), hashText('refund'), hashText('密码', 7)]).toMatchInlineSnapshot(`
      [
        2942556775,
        1303706541,
        4224700087,
      ]
    `);
  });

  it('spreads similar words over all bits', () => {
    const hashes = Array.from({ length: 50_000 }, (_, at) => hashText(`word${at}`));
    // 0.3 collisions are expected of a perfect one.
    expect(new Set(hashes).size).toBeGreaterThanOrEqual(49_996);
    for (let bit = 0; bit < 32; bit++) {
      const ones = hashes.filter((hash) => (hash >>> bit) & 1).length;
      expect(ones / hashes.length).toBeCloseTo(0.5, 1);
    }
  });
});

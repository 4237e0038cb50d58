import { expect, test, vi } from 'vitest';
import { skipsWithoutLambdaClient } from './lambda-client.ts';

test('without the client its tests are skipped, and say so; on CI they fail', () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  try {
    for (const CI of [undefined, '', '0', 'false']) {
      expect(skipsWithoutLambdaClient('it is not installed', { CI })).toBe(true);
    }
    expect(told).toHaveBeenCalledTimes(4);
    expect(told).toHaveBeenLastCalledWith(expect.stringContaining('it is not installed'));
    const onCi = () => skipsWithoutLambdaClient('it is not installed', { CI: 'true' });
    expect(onCi).toThrow('it is not installed');
    expect(skipsWithoutLambdaClient(null, { CI: 'true' })).toBe(false);
  } finally {
    told.mockRestore();
  }
});

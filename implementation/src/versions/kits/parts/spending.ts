import type { Parts } from '#src/functions/parts.ts';
import type { Scope } from '#src/hosts/composition.ts';
import type { SpendLedgerDriver } from '#src/ports/spend-ledger/driver.ts';
import { SpendLedger } from '#src/ports/spend-ledger/spend-ledger.ts';
import type { DeskSettings } from '../settings/desk-settings.ts';

/** What models cost, kept by a driver that is only made where a model is configured. */
export async function spendingOn(
  { settings, host, onClose }: Scope<DeskSettings>,
  createDriver: () => SpendLedgerDriver | Promise<SpendLedgerDriver>,
): Promise<Parts['spendLedger']> {
  if (!settings.model) return null;
  const ledger = new SpendLedger({ driver: await createDriver(), newId: host.newId });
  onClose(() => ledger.close());
  return { ledger, dailyCapUsd: settings.spending.dailyCapUsd };
}

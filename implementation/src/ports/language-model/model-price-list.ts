import type { ListedPrice } from './model-price.ts';

export const listedPrices: readonly ListedPrice[] = [];

/** Names under which a payment's customer and card are known in the history. */
export interface HistoryKeys {
  readonly customer: string;
  readonly card?: string;
}

/**
 * Where cards are test numbers, everybody pays with the same few: there a card is known within its customer only, or the
 * first ten shoppers would make the eleventh look like a thief.
 */
export function historyKeys(
  { customerKey, cardFingerprint }: { customerKey: string; cardFingerprint?: string },
  testCards: boolean,
): HistoryKeys {
  if (!cardFingerprint) return { customer: customerKey };
  return { customer: customerKey, card: testCards ? `${cardFingerprint}@${customerKey}` : cardFingerprint };
}

/** Keys of the rows whose versions an assessment compares. */
export const entityKeys = ({ customer, card }: HistoryKeys): string[] => [
  `customer:${customer}`,
  ...(card ? [`card:${card}`] : []),
];

/** How many requests a class of routes takes from one caller: `points` in `seconds`. */
export interface Budget {
  readonly points: number;
  readonly seconds: number;
}

/** Classes of routes that share a budget; `none` is not limited. */
export type LimitClass = 'read' | 'command' | 'login' | 'beacon' | 'stream' | 'webhook' | 'emulator' | 'none';

export type LimitBudgets = Readonly<
  Record<Exclude<LimitClass, 'none'>, { readonly perIp: Budget; readonly perVisitor?: Budget }>
>;

/**
 * The usual budgets. A household or an office shares an address, so the address gets more than a visitor; a page of the
 * shop makes about six reads. Webhooks are signed and come in bursts: their budget only stops a flood.
 */
export const usualBudgets: LimitBudgets = {
  read: { perIp: { points: 1_800, seconds: 60 }, perVisitor: { points: 900, seconds: 60 } },
  command: { perIp: { points: 300, seconds: 60 }, perVisitor: { points: 120, seconds: 60 } },
  login: { perIp: { points: 30, seconds: 60 }, perVisitor: { points: 15, seconds: 60 } },
  beacon: { perIp: { points: 600, seconds: 60 }, perVisitor: { points: 120, seconds: 60 } },
  stream: { perIp: { points: 240, seconds: 60 } },
  webhook: { perIp: { points: 3_000, seconds: 60 } },
  emulator: { perIp: { points: 120, seconds: 60 } },
};

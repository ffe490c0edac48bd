import { isEnded, type OrderState } from './order';
import { awaitsCapture, awaitsStock, awaitsVerdict } from './settlement.decider';

/** What the checkout process does next. */
export type CheckoutStep = 'authorise' | 'assess' | 'secure-stock' | 'capture' | 'unwind';

/**
 * The step that an order waits for, from its state alone; null when it waits for a person, or for nothing. Whatever was
 * lost on the way (a killed process, a dead letter), the process can be taken up again from here.
 */
export function nextStep(state: OrderState): CheckoutStep | null {
  if (isEnded(state)) return state.unwound ? null : 'unwind';
  if (state.status === 'payment_processing') return 'authorise';
  if (awaitsVerdict(state)) return 'assess';
  if (awaitsStock(state)) return 'secure-stock';
  if (awaitsCapture(state)) return 'capture';
  return null;
}

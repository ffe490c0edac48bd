import type { OrderStatus, OrderView } from '@mercury/orders/contracts';

/** How an order stands, in a word, a sentence, and a tone. */
export interface StatusWords {
  readonly short: string;
  readonly headline: string;
  readonly detail: string;
  readonly tone: 'neutral' | 'accent' | 'positive' | 'warning' | 'danger';
}

const words: Record<OrderStatus, StatusWords> = {
  awaiting_payment: {
    short: 'Waiting for payment',
    headline: 'Your order is waiting for its payment',
    detail: 'Everything in it is held for you until the time below is up.',
    tone: 'warning',
  },
  payment_processing: {
    short: 'Paying',
    headline: 'We are asking your bank',
    detail: 'This takes a few seconds. You can stay or come back: nothing is paid twice.',
    tone: 'accent',
  },
  action_required: {
    short: 'Confirm at your bank',
    headline: 'Your bank wants to hear from you',
    detail: 'Confirm the payment at your bank; you come back here afterwards.',
    tone: 'warning',
  },
  checking: {
    short: 'Checking',
    headline: 'We are checking this order',
    detail: 'Your bank agreed. A last look, and it is confirmed: a few seconds.',
    tone: 'accent',
  },
  in_review: {
    short: 'In review',
    headline: 'We are checking this order',
    detail:
      'A person looks at it before we take your money. Nothing has been charged so far. You need not wait here: this page will show the answer.',
    tone: 'accent',
  },
  confirmed: {
    short: 'Confirmed',
    headline: 'Your order is confirmed',
    detail: 'We have your payment and are packing your things.',
    tone: 'positive',
  },
  cancelled: {
    short: 'Cancelled',
    headline: 'This order was cancelled',
    detail: 'Nothing was charged, and its things are back on the shelf.',
    tone: 'neutral',
  },
  expired: {
    short: 'Expired',
    headline: 'The time to pay ran out',
    detail: 'Nothing was charged, and its things are back on the shelf. You can order them again.',
    tone: 'neutral',
  },
};

/** The words for a status. */
export function wordsFor(status: OrderStatus): StatusWords {
  return words[status];
}

/** The words for an order: after a decline they say so, and a confirmed one thanks by name. */
export function wordsForOrder({ status, lastDecline, shippingAddress }: OrderView): StatusWords {
  if (status === 'awaiting_payment' && lastDecline)
    return {
      short: 'Declined',
      headline: 'Your card was declined',
      detail: `${reasonOf(lastDecline)}Your order is still held: try another card, nothing else needs to be typed again.`,
      tone: 'danger',
    };
  if (status === 'confirmed') {
    const [firstName] = shippingAddress?.name.trim().split(/\s+/) ?? [];
    return {
      ...words.confirmed,
      headline: `Thank you${firstName ? `, ${firstName}` : ''}. Your order is confirmed`,
      detail: 'We have your payment and are packing your things. Come back to this page any time to see how it stands.',
    };
  }
  return words[status];
}

/** The bank's reason, unless it says no more than the headline does. */
function reasonOf(lastDecline: string): string {
  return /^your card was declined\.?$/i.test(lastDecline.trim()) ? '' : `${lastDecline} `;
}

import { createActionGroup, emptyProps, props } from '@ngrx/store';
import { newIntent } from '@mercury/storefront/shell/data-access';
import type { CartProduct } from './cart.models';

interface Addition {
  readonly variantId: string;
  readonly quantity: number;
  readonly product: CartProduct;
}

const withKey = <T extends object>(intent: T) => ({ ...intent, key: newIntent() });

/** What the shopper asks of the cart, from whichever page. Each wish draws its idempotency key when it is had. */
export const CartActions = createActionGroup({
  source: 'Cart',
  events: {
    'Load Requested': emptyProps(),
    'Add Requested': (addition: Addition) => withKey(addition),
    'Quantity Changed': (change: { variantId: string; quantity: number }) => withKey(change),
    'Remove Requested': (line: { variantId: string }) => withKey(line),
    'Removal Undone': (line: Addition) => withKey(line),
    'Undo Expired': emptyProps(),
    'Failure Dismissed': props<{ variantId: string }>(),
    'Notice Dismissed': emptyProps(),
    'Drawer Opened': emptyProps(),
    'Drawer Closed': emptyProps(),
  },
});

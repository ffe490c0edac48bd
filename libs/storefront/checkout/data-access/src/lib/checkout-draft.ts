/** What a shopper has typed so far. Never anything of a card. */
export interface CheckoutDraft {
  email: string;
  address: {
    name: string;
    line1: string;
    line2: string;
    postalCode: string;
    city: string;
    country: string;
    phone: string;
  };
  shippingMethod: string;
}

export const emptyDraft: CheckoutDraft = {
  email: '',
  address: { name: '', line1: '', line2: '', postalCode: '', city: '', country: 'IE', phone: '' },
  shippingMethod: '',
};

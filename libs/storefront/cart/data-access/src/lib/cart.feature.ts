import { createFeature, createSelector } from '@ngrx/store';
import { cartReducer } from './cart.reducer';
import { optimisticLines } from './optimistic-lines';

/** The cart in the store, and what pages read of it. */
export const cartFeature = createFeature({
  name: 'cart',
  reducer: cartReducer,
  extraSelectors: ({ selectConfirmed, selectIntents, selectSending, selectAnnouncement }) => {
    const selectCartLines = createSelector(selectConfirmed, selectIntents, (confirmed, intents) =>
      optimisticLines(confirmed?.lines ?? [], intents),
    );
    const selectCartCount = createSelector(selectCartLines, (lines) =>
      lines.reduce((count, { quantity }) => count + quantity, 0),
    );
    const selectCartSubtotal = createSelector(selectCartLines, (lines) => ({
      minor: lines.reduce((sum, { lineTotalMinor }) => sum + lineTotalMinor, 0),
      currency: lines[0]?.product.currency ?? 'EUR',
    }));
    const selectCanCheckOut = createSelector(
      selectCartLines,
      (lines) => lines.length > 0 && lines.every(({ problem }) => !problem),
    );
    const selectSettled = createSelector(selectIntents, (intents) => intents.length === 0);
    const selectNextIntent = createSelector(selectIntents, selectSending, (intents, sending) =>
      sending ? undefined : intents[0],
    );
    const selectCartAnnouncement = createSelector(selectAnnouncement, ({ text }) => text);
    return {
      selectCartLines,
      selectCartCount,
      selectCartSubtotal,
      selectCanCheckOut,
      selectSettled,
      selectNextIntent,
      selectCartAnnouncement,
    };
  },
});

/** Whether something is under way for this variant. */
export const selectVariantPending = (variantId: string) =>
  createSelector(cartFeature.selectIntents, (intents) => intents.some((intent) => intent.variantId === variantId));

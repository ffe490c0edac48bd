/** How long a wish for a quantity waits for a newer one: ten clicks on "plus" make one request. */
export const QUANTITY_SETTLES_MS = 300;

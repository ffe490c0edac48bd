export { CartLineRow } from './lib/cart-line/cart-line';
export { CartLineSkeleton } from './lib/cart-line/cart-line-skeleton';
export { CartSummary } from './lib/cart-summary/cart-summary';
export type { LineModel } from './lib/line-model';
export { UndoBar } from './lib/undo-bar/undo-bar';

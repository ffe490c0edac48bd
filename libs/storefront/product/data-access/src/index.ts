export {
  type Choice,
  choose,
  firstChoice,
  optionsOf,
  type OptionValue,
  type OptionView,
  pictureOf,
  variantOf,
} from './lib/choice';
export { stockInWords } from './lib/stock-in-words';
export { structuredProduct } from './lib/structured-product';

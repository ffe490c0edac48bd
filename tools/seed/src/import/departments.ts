import type { DrawingName } from '../art/drawings';
import { colours, type ColourName } from '../range/names';

/** Where an item stands and what it is drawn as, by a word of its title. */
export interface Department {
  readonly category: string;
  readonly drawing: DrawingName;
}

/** First match counts. A drawing is given only where it shows what the word says; everything else is a parcel. */
const departments: readonly (Department & { readonly words: string })[] = [
  { category: 'lights-and-candles', drawing: 'lantern', words: 'lantern tealight t-light nightlight lights candle' },
  { category: 'clocks', drawing: 'clock', words: 'clock' },
  { category: 'bags', drawing: 'tote', words: 'bag shopper purse' },
  { category: 'mugs-and-cups', drawing: 'mug', words: 'mug cup teacup' },
  { category: 'bowls', drawing: 'bowl', words: 'bowl bowls' },
  { category: 'bottles', drawing: 'bottle', words: 'bottle' },
  { category: 'kettles', drawing: 'kettle', words: 'kettle teapot' },
  { category: 'watering', drawing: 'wateringCan', words: 'watering' },
  { category: 'planters', drawing: 'planter', words: 'planter pot pots jardiniere' },
  { category: 'cushions', drawing: 'cushion', words: 'cushion' },
  { category: 'storage', drawing: 'shelf', words: 'shelf cabinet drawer drawers' },
  { category: 'stationery', drawing: 'notebook', words: 'notebook journal book diary' },
  { category: 'blankets', drawing: 'blanket', words: 'blanket throw picnic' },
  { category: 'furniture', drawing: 'chair', words: 'chair stool' },
  { category: 'jewellery', drawing: 'parcel', words: 'necklace bracelet earrings ring charm bead diamante' },
  { category: 'christmas', drawing: 'parcel', words: 'christmas advent xmas' },
  { category: 'cards-and-wrap', drawing: 'parcel', words: 'card cards wrap tissue ribbon gift paper' },
  {
    category: 'kitchen',
    drawing: 'parcel',
    words: 'cake tea coffee cutlery plate tray tin tins kitchen pantry lunch jar',
  },
  { category: 'decorations', drawing: 'parcel', words: 'decoration garland wreath sign hanging heart frame mirror' },
];
const other: Department = { category: 'curiosities', drawing: 'parcel' };
const byWord = new Map(departments.flatMap(({ words, ...at }) => words.split(' ').map((word) => [word, at] as const)));
const order = new Map([...byWord.keys()].map((word, at) => [word, at]));

const colourWords: Readonly<Record<string, ColourName>> = {
  pink: 'Plum',
  purple: 'Plum',
  rose: 'Plum',
  blue: 'Ink',
  red: 'Terracotta',
  retrospot: 'Terracotta',
  orange: 'Terracotta',
  white: 'Oat',
  ivory: 'Oat',
  cream: 'Oat',
  green: 'Sage',
  black: 'Graphite',
  silver: 'Graphite',
  gold: 'Sand',
  yellow: 'Sand',
  wood: 'Sand',
};
const palette = Object.keys(colours) as ColourName[];

/** The department of a title; of several words that name one, the first in the list decides. */
export function departmentOf(title: string): Department {
  const [word] = wordsOf(title)
    .filter((candidate) => byWord.has(candidate))
    .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
  return (word && byWord.get(word)) || other;
}

/** The colour that a title names; without one, a colour by `chance`, any whole number. */
export function colourOf(title: string, chance: number): ColourName {
  const named = wordsOf(title).find((word) => word in colourWords);
  return (named && colourWords[named]) || (palette[chance % palette.length] as ColourName);
}

const wordsOf = (title: string): string[] => title.toLowerCase().split(/[^a-z-]+/);

import { backpack, beanie, boot, jacket, jumper, sneaker, tote } from './wear';
import { clock, headphones, notebook, organiser, parcel, speaker, tent } from './gear';
import { bottle, bowl, kettle, mug, pan, planter, wateringCan } from './kitchen';
import { floorLamp, lantern, pendant, tableLamp } from './lighting';
import { blanket, chair, cushion, shelf, sofa, table } from './living';

/** Every illustrated kind of product. */
export const drawings = {
  chair,
  sofa,
  table,
  shelf,
  cushion,
  blanket,
  floorLamp,
  pendant,
  tableLamp,
  lantern,
  mug,
  bowl,
  kettle,
  pan,
  bottle,
  planter,
  wateringCan,
  jacket,
  jumper,
  beanie,
  boot,
  sneaker,
  backpack,
  tote,
  headphones,
  speaker,
  notebook,
  organiser,
  tent,
  clock,
  parcel,
};
export type DrawingName = keyof typeof drawings;

/** What hangs or lies before the wall instead of standing on the floor. */
export const floating: ReadonlySet<DrawingName> = new Set([
  'pendant',
  'jacket',
  'jumper',
  'beanie',
  'notebook',
  'clock',
]);
export const STYLES = 3;

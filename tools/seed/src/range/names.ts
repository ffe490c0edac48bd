/** Product brands, invented. */
export const brands = [
  'Halden Works',
  'Osk & Elm',
  'Northbay',
  'Tarn',
  'Maren Studio',
  'Fieldnote Supply',
  'Kollo',
  'Brae',
  'Lumen Yard',
  'Siltstone',
  'Veldt',
  'Ostra',
  'Juniper Row',
  'Plain Goods',
];

/** Model names: places, plants and weather, forty of them, one for each product of a kind. */
export const models =
  'Alder Ambra Arbor Bergen Birk Brisa Calder Cinder Cove Dune Elara Ember Fenn Fjord Flint Glade Harbour Heath Isla Juno Kelda Kestrel Lark Linden Loch Mesa Mira Moss Noor Oslo Pebble Quill Ridge Rowan Sable Skye Tansy Umber Vale Willow'.split(
    ' ',
  );

/** The colours of the range, by the name that shoppers choose. */
export const colours = {
  Terracotta: '#b5654a',
  Sage: '#6f8068',
  Ink: '#3f5a73',
  Sand: '#d0b48a',
  Plum: '#8a5a6b',
  Graphite: '#4b4a48',
  Oat: '#d9cfc0',
  Moss: '#59664a',
} as const;
export type ColourName = keyof typeof colours;

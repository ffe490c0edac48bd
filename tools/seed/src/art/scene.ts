import { mix, type Tones } from './tones';

/** Studio backdrops that suit every colour of the range. */
export const backdrops = ['#e9e2d6', '#dfe3dc', '#e6dbd3', '#dbe0e4'] as const;

/** Draws one product: shapes within 1000 × 1000, standing on a floor at y = 800. Fills: #base #side #deep #metal #wood. */
export type Drawing = (tones: Tones, style: number) => string;

/** A whole picture: backdrop with a soft light, floor, contact shadow, product. */
export function scene(drawing: Drawing, tones: Tones, style: number, backdrop: string, floats: boolean): string {
  const gradient = (id: string, from: string, to: string, slope = 'x1="0" y1="0" x2="1" y2="1"') =>
    `<linearGradient id="${id}" ${slope}><stop offset="0" stop-color="${from}"/><stop offset="1" stop-color="${to}"/></linearGradient>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000"><defs>
    ${gradient('base', tones.light, tones.dark)}${gradient('side', tones.base, tones.deep)}
    ${gradient('deep', tones.dark, tones.deep)}${gradient('metal', '#d9d6d0', '#77746f')}
    ${gradient('brass', '#e2c48d', '#8f6b35')}${gradient('wood', '#c99f70', '#8a6038')}
    ${gradient('leaf', '#7f9f6d', '#3f5f42')}${gradient('ink', '#4a4744', '#191817')}
    ${gradient('floor', mix(backdrop, '#ffffff', 0.15), mix(backdrop, '#3a2f28', 0.16), 'x1="0" y1="0" x2="0" y2="1"')}
    <radialGradient id="wall" cx=".32" cy=".22" r=".95"><stop offset="0" stop-color="${mix(backdrop, '#ffffff', 0.55)}"/>
      <stop offset=".6" stop-color="${backdrop}"/><stop offset="1" stop-color="${mix(backdrop, '#3a2f28', 0.14)}"/></radialGradient>
    <radialGradient id="shadow"><stop offset="0" stop-color="#2a211b" stop-opacity=".42"/>
      <stop offset=".6" stop-color="#2a211b" stop-opacity=".14"/><stop offset="1" stop-color="#2a211b" stop-opacity="0"/></radialGradient>
    <radialGradient id="glow"><stop offset="0" stop-color="#fff3cf" stop-opacity=".95"/>
      <stop offset="1" stop-color="#fff3cf" stop-opacity="0"/></radialGradient></defs>
    <rect width="1000" height="1000" fill="url(#wall)"/>
    ${floats ? '' : '<rect y="735" width="1000" height="265" fill="url(#floor)"/>'}
    <ellipse cx="520" cy="${floats ? 870 : 812}" rx="${floats ? 250 : 340}" ry="${floats ? 26 : 44}" fill="url(#shadow)"/>
    ${drawing(tones, style)}</svg>`;
}

const attributes = (fill: string, extra: string) =>
  `fill="${fill.startsWith('#') && fill.length === 7 ? fill : `url(${fill})`}" ${extra}`;
export const rect = (x: number, y: number, w: number, h: number, r: number, fill: string, extra = '') =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" ${attributes(fill, extra)}/>`;
export const path = (d: string, fill: string, extra = '') => `<path d="${d}" ${attributes(fill, extra)}/>`;
export const oval = (x: number, y: number, rx: number, ry: number, fill: string, extra = '') =>
  `<ellipse cx="${x}" cy="${y}" rx="${rx}" ry="${ry}" ${attributes(fill, extra)}/>`;
/** A stroke, for legs, handles, straps and seams. */
export const line = (d: string, stroke: string, width: number, extra = '') =>
  `<path d="${d}" fill="none" stroke="${stroke.startsWith('#') && stroke.length === 7 ? stroke : `url(${stroke})`}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${extra}/>`;
export const seam = (d: string) => line(d, '#1b1512', 3, 'stroke-opacity=".22" stroke-dasharray="9 9"');
export const shine = (d: string, opacity = 0.28) => path(d, '#ffffff', `fill-opacity="${opacity}"`);

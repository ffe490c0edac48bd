import { existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import sharp, { type Sharp } from 'sharp';
import { drawings, floating, type DrawingName } from './drawings';
import { backdrops, scene } from './scene';
import { tonesOf } from './tones';

/** One picture of the range: what is drawn, in which colour and style. */
export interface Artwork {
  readonly id: string;
  readonly drawing: DrawingName;
  readonly color: string;
  readonly style: number;
}

const WIDTHS = [1200, 640, 320];

/** The backdrop of a picture: what shows until it has loaded. */
export const backdropOf = ({ drawing, style }: Pick<Artwork, 'drawing' | 'style'>): string =>
  backdrops[(drawing.length + style) % backdrops.length] as string;

export const svgOf = (artwork: Artwork): string =>
  scene(
    drawings[artwork.drawing],
    tonesOf(artwork.color),
    artwork.style,
    backdropOf(artwork),
    floating.has(artwork.drawing),
  );

/** Renders what is missing, two pictures at a time; a file appears under its name only when it is whole. */
export async function renderMissing(
  artworks: readonly Artwork[],
  mediaDir: string,
  onProgress: (done: number, total: number) => void,
): Promise<number> {
  const folder = join(mediaDir, 'products');
  mkdirSync(folder, { recursive: true });
  const missing = artworks.filter(({ id }) => !existsSync(join(folder, `${id}-320.webp`)));
  let done = 0;
  const queue = missing.values();
  const lane = async () => {
    for (const artwork of queue) {
      await renderOne(artwork, folder);
      done += 1;
      onProgress(done, missing.length);
    }
  };
  await Promise.all([lane(), lane(), lane()]);
  return missing.length;
}

async function renderOne(artwork: Artwork, folder: string): Promise<void> {
  const image = new Resvg(svgOf(artwork), { fitTo: { mode: 'width', value: 1200 } }).render();
  const raw = { width: image.width, height: image.height, channels: 4 as const };
  for (const width of WIDTHS) {
    const picture = sharp(image.pixels, { raw }).flatten().resize(width);
    await write(picture.clone().avif({ quality: 52, effort: 0 }), join(folder, `${artwork.id}-${width}.avif`));
    await write(picture.clone().webp({ quality: 78, effort: 0 }), join(folder, `${artwork.id}-${width}.webp`));
  }
}

async function write(picture: Sharp, file: string): Promise<void> {
  await picture.toFile(`${file}.part`);
  renameSync(`${file}.part`, file);
}

import 'reflect-metadata';
import { loadProducts } from '@mercury/catalog/server';
import { renderMissing } from './art/render';
import { connect, mediaDir } from './connect';
import { artworks, range } from './range/range';

const BATCH = 200;

/** Fills an empty shop with its range and pictures. What is there already stays as it is. */
async function seed(): Promise<void> {
  const { em, store, close } = await connect();
  try {
    const products = range();
    let listed = 0;
    for (let at = 0; at < products.length; at += BATCH) {
      listed += (await loadProducts(store, em, products.slice(at, at + BATCH))).listed;
      console.log(`products ${Math.min(at + BATCH, products.length)} of ${products.length}`);
    }
    const drawn = await renderMissing(artworks(), mediaDir(), (done, total) => {
      if (done % 20 === 0 || done === total) console.log(`pictures ${done} of ${total}`);
    });
    console.log(`${listed} products listed, ${drawn} pictures drawn`);
  } finally {
    await close();
  }
}

seed().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});

export { decodeAfter, decodeCursor, encodeCursor } from './lib/cursor';
export { looksLikeCode, normaliseCode } from './lib/code';
export { correctWord, editDistance } from './lib/speller';
export { facetTitle } from './lib/facet-title';

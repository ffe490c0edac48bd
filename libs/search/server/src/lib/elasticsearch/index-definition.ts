import type { estypes } from '@elastic/elasticsearch';

/** What searches read and the indexer writes; it points at one index at a time. */
export const PRODUCTS_ALIAS = 'mercury-products';
/** Where the indexer keeps its place, one document for each index. */
export const STATE_INDEX = 'mercury-search-state';

/** Raise it with every change of the mapping: the indexer then builds a new index beside the old one and moves the alias. */
const VERSION = 1;
export const PRODUCTS_INDEX = `${PRODUCTS_ALIAS}-v${VERSION}`;
/** What documents are written through: it goes when the index goes, and a write cannot make a new one by accident. */
export const WRITE_ALIAS = `mercury-write-${PRODUCTS_INDEX}`;

// One analyser for every text that `combined_fields` reads: it is refused otherwise.
const text: estypes.MappingProperty = { type: 'text', analyzer: 'english_text', copy_to: 'everything' };

/** Settings and strict mapping: a field that nobody declared is refused, not guessed. */
export const productsIndex: Required<Pick<estypes.IndicesCreateRequest, 'aliases' | 'settings' | 'mappings'>> = {
  aliases: { [WRITE_ALIAS]: {} },
  settings: {
    number_of_shards: 1,
    auto_expand_replicas: '0-1',
    analysis: {
      filter: {
        possessive: { type: 'stemmer', language: 'possessive_english' },
        stop: { type: 'stop', stopwords: '_english_' },
        light: { type: 'stemmer', language: 'light_english' },
      },
      analyzer: {
        english_text: {
          type: 'custom',
          tokenizer: 'standard',
          filter: ['lowercase', 'asciifolding', 'possessive', 'stop', 'light'],
        },
      },
      normalizer: { caseless: { type: 'custom', filter: ['lowercase'] } },
    },
  },
  mappings: {
    dynamic: 'strict',
    properties: {
      product_id: { type: 'keyword' },
      card: { type: 'object', enabled: false },
      title: { ...text, fields: { prefix: { type: 'search_as_you_type' } } },
      brand_and_codes: text,
      description: text,
      features: text,
      /** Stems of all texts: says whether a word is known at all. */
      everything: { type: 'text', analyzer: 'english_text' },
      /** Whole words: what an unknown one may have been meant to be. */
      words: { type: 'text', analyzer: 'standard' },
      codes: { type: 'keyword' },
      brand: { type: 'keyword' },
      category_path: { type: 'keyword' },
      /** `parent/child`, with an empty parent for the first: one level of categories is a prefix. */
      category_edges: { type: 'keyword' },
      /** `name=value` */
      attrs: { type: 'keyword' },
      price_minor: { type: 'long' },
      in_stock: { type: 'boolean' },
      released_on: { type: 'date', format: 'yyyy-MM-dd' },
      listed: { type: 'long' },
      sort_title: { type: 'keyword', normalizer: 'caseless' },
    },
  },
};

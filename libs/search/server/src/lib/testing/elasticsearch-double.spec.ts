import { Client } from '@elastic/elasticsearch';
import { clientOptions } from '../elasticsearch/client-options';
import { productsIndex } from '../elasticsearch/index-definition';
import { ElasticsearchDouble } from './elasticsearch-double';

describe('the double of Elasticsearch', () => {
  const double = new ElasticsearchDouble();
  let client: Client;

  beforeAll(async () => {
    client = new Client(clientOptions(await double.start()));
    await client.indices.create({ index: 'products', ...productsIndex });
  });
  afterAll(async () => {
    await client.close();
    await double.stop();
  });

  const refused = (body: object) =>
    expect(client.search({ index: 'products', ...body })).rejects.toMatchObject({ statusCode: 400 });

  it.each([
    ['an unknown query', { query: { match_everything: {} } }],
    ['an unknown option', { query: { term: { brand: { value: 'a', fuzzy: true } } } }],
    ['a term on a text', { query: { term: { title: { value: 'lamp' } } } }],
    ['a field that is not mapped', { query: { term: { colour: { value: 'red' } } } }],
    ['fields of different analysers', { query: { combined_fields: { query: 'a b', fields: ['title', 'words'] } } }],
    ['a boost below one', { query: { combined_fields: { query: 'a', fields: ['title^0.5'] } } }],
    ['an aggregation over a text', { aggs: { words: { terms: { field: 'title' } } } }],
    ['a window that is too large', { from: 9_990, size: 20 }],
    ['search_after of another length', { sort: [{ listed: 'asc' }], search_after: [1, 2] }],
  ])('refuses %s', (_, body) => refused(body));

  it('refuses a document with a field that is not mapped, and takes the one beside it', async () => {
    const { errors, items } = await client.bulk({
      index: 'products',
      operations: [{ index: { _id: '1' } }, { colour: 'red' }, { index: { _id: '2' } }, { brand: 'Osk' }],
    });
    expect(errors).toBe(true);
    expect(items.map(({ index }) => index?.status)).toEqual([400, 201]);
  });

  it('writes nothing to an alias that is gone', async () => {
    const { items } = await client.bulk({
      index: 'nothing',
      require_alias: true,
      operations: [{ index: { _id: '1' } }, { brand: 'Osk' }],
    });
    expect(items[0]?.index).toMatchObject({ status: 404, error: { type: 'index_not_found_exception' } });
  });
});

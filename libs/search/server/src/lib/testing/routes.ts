import type { Cluster } from './cluster';
import { DoubleError } from './double-error';
import { search } from './search';

export interface DoubleRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly text: string;
}

export interface DoubleAnswer {
  readonly status: number;
  readonly body?: object;
}

type Handler = (cluster: Cluster, request: DoubleRequest, ...names: string[]) => DoubleAnswer;

const json = ({ text }: DoubleRequest): Record<string, unknown> => {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    throw new DoubleError(400, 'parsing_exception', 'the body is not JSON');
  }
};
const done: DoubleAnswer = { status: 200, body: { acknowledged: true } };

/** Method, path and allowed query parameters of everything that the adapter calls. */
const routes: readonly [string, RegExp, readonly string[], Handler][] = [
  [
    'GET',
    /^\/$/,
    [],
    () => ({ status: 200, body: { name: 'double', version: { number: '9.5.1' }, tagline: 'not a server' } }),
  ],
  ['HEAD', /^\/([^/]+)$/, [], (cluster, _, name = '') => ({ status: cluster.exists(name) ? 200 : 404 })],
  [
    'PUT',
    /^\/([^/]+)$/,
    [],
    (cluster, request, name = '') => {
      cluster.create(name, json(request));
      return { status: 200, body: { acknowledged: true, shards_acknowledged: true, index: name } };
    },
  ],
  [
    'DELETE',
    /^\/([^/]+)$/,
    [],
    (cluster, _, name = '') => {
      cluster.delete(name);
      return done;
    },
  ],
  [
    'POST',
    /^\/_aliases$/,
    [],
    (cluster, request) => {
      cluster.changeAliases(json(request));
      return done;
    },
  ],
  [
    'GET',
    /^\/([^/]+)\/_refresh$/,
    [],
    (cluster, _, name = '') => {
      cluster.index(name);
      return { status: 200, body: { _shards: { total: 1, successful: 1, failed: 0 } } };
    },
  ],
  ['POST', /^(?:\/([^/]+))?\/_bulk$/, ['require_alias', 'refresh'], bulk],
  [
    'PUT',
    /^\/([^/]+)\/_doc\/([^/]+)$/,
    [],
    (cluster, request, name = '', id = '') => {
      const created = cluster.index(name).put(decodeURIComponent(id), json(request));
      const result = created ? 'created' : 'updated';
      return { status: created ? 201 : 200, body: { _index: name, _id: id, _version: 1, result } };
    },
  ],
  [
    'GET',
    /^\/([^/]+)\/_doc\/([^/]+)$/,
    [],
    (cluster, _, name = '', id = '') => {
      const document = cluster.index(name).documents.get(decodeURIComponent(id));
      const body = {
        _index: name,
        _id: id,
        found: document !== undefined,
        ...(document && { _source: document.source }),
      };
      return { status: document ? 200 : 404, body };
    },
  ],
  [
    'POST',
    /^\/([^/]+)\/_search$/,
    [],
    (cluster, request, name = '') => ({ status: 200, body: search(cluster.index(name), json(request)) }),
  ],
];

/** Answers a request as Elasticsearch would. Throws DoubleError for what it would refuse, and for what the double lacks. */
export function answer(cluster: Cluster, request: DoubleRequest): DoubleAnswer {
  for (const [method, path, parameters, handler] of routes) {
    const match = request.method === method ? path.exec(request.path) : null;
    if (!match) continue;
    for (const key of request.query.keys())
      if (!parameters.includes(key))
        throw new DoubleError(400, 'illegal_argument_exception', `unrecognized parameter: [${key}]`);
    return handler(cluster, request, ...match.slice(1));
  }
  throw new DoubleError(405, 'illegal_argument_exception', `no handler for ${request.method} ${request.path}`);
}

function bulk(cluster: Cluster, request: DoubleRequest, target?: string): DoubleAnswer {
  const lines = request.text
    .split('\n')
    .filter(Boolean)
    .map((line) => json({ ...request, text: line }));
  return { status: 200, body: cluster.bulk(lines, target, request.query.get('require_alias') === 'true') };
}

import type { EventLog } from './events';
import { object, text, type FormObject } from './form';
import type { PaymentIntent } from './objects';
import type { PaymentIntents } from './payment-intents';
import type { PaymentMethods } from './payment-methods';
import type { Refunds } from './refunds';
import type { EmulatorState } from './state';
import { invalidRequest, missingResource } from './stripe-error';

/** What the routes work on. */
export interface Services {
  readonly state: EmulatorState;
  readonly methods: PaymentMethods;
  readonly intents: PaymentIntents;
  readonly refunds: Refunds;
  readonly events: EventLog;
}

type Handler = (id: string, params: FormObject) => unknown;

interface Route {
  readonly method: 'GET' | 'POST';
  readonly pattern: RegExp;
  readonly handle: Handler;
  /** May be called with a publishable key, from a browser. */
  readonly public?: boolean;
}

/** The part of Stripe's API that Mercury uses. */
export function routesOf({ state, methods, intents, refunds }: Services): Route[] {
  const event = (id: string) => state.events.get(id) ?? fail(missingResource('event', id));
  const charge = (id: string) => state.charges.get(id) ?? fail(missingResource('charge', id));
  return [
    { ...post(/^\/v1\/payment_methods$/, (_, params) => methods.create(params)), public: true },
    get(/^\/v1\/payment_methods\/(\w+)$/, (id) => methods.find(id)),
    post(/^\/v1\/payment_intents$/, (_, params) => intents.create(params)),
    get(/^\/v1\/payment_intents$/, (_, params) => page('/v1/payment_intents', [...state.intents.values()], params)),
    get(/^\/v1\/payment_intents\/search$/, (_, params) => search([...state.intents.values()], params)),
    get(/^\/v1\/payment_intents\/(\w+)$/, (id) => intents.find(id)),
    post(/^\/v1\/payment_intents\/(\w+)$/, (id, params) => intents.update(id, params)),
    post(/^\/v1\/payment_intents\/(\w+)\/confirm$/, (id, params) => intents.confirm(id, params)),
    post(/^\/v1\/payment_intents\/(\w+)\/capture$/, (id, params) => intents.capture(id, params)),
    post(/^\/v1\/payment_intents\/(\w+)\/cancel$/, (id, params) => intents.cancel(id, params)),
    post(/^\/v1\/refunds$/, (_, params) => refunds.create(params)),
    get(/^\/v1\/refunds$/, (_, params) => page('/v1/refunds', matching([...state.refunds.values()], params), params)),
    get(/^\/v1\/refunds\/(\w+)$/, (id) => refunds.find(id)),
    get(/^\/v1\/charges$/, (_, params) => page('/v1/charges', matching([...state.charges.values()], params), params)),
    get(/^\/v1\/charges\/(\w+)$/, charge),
    get(/^\/v1\/events$/, (_, params) => page('/v1/events', ofType([...state.events.values()], params), params)),
    get(/^\/v1\/events\/(\w+)$/, event),
  ];
}

function get(pattern: RegExp, handle: Handler): Route {
  return { method: 'GET', pattern, handle };
}

function post(pattern: RegExp, handle: Handler): Route {
  return { method: 'POST', pattern, handle };
}

/** Stripe's lists: newest first, a hundred at most, continued after an id. */
function page<T extends { readonly id: string; readonly created?: unknown }>(
  url: string,
  items: readonly T[],
  params: FormObject,
) {
  const limit = Number(text(params, 'limit') ?? 10);
  if (!(limit >= 1 && limit <= 100)) throw invalidRequest('Limit must be between 1 and 100.', 'limit');
  const since = Number(text(object(params, 'created'), 'gte') ?? 0);
  const newest = items.filter((item) => Number(item.created) >= since).reverse();
  const after = text(params, 'starting_after');
  const start = after ? newest.findIndex(({ id }) => id === after) + 1 : 0;
  return { object: 'list', url, data: newest.slice(start, start + limit), has_more: newest.length > start + limit };
}

/** Stripe's search, of which the emulator knows one clause: `metadata['key']:'value'`. Real indexes lag; this one does not. */
function search(intents: readonly PaymentIntent[], params: FormObject) {
  const [, key = '', value] = /^metadata\['([^']+)'\]:'([^']*)'$/.exec(text(params, 'query') ?? '') ?? [];
  if (value === undefined) throw invalidRequest("The emulator searches by metadata['key']:'value' only.", 'query');
  const limit = Number(text(params, 'limit') ?? 10);
  const found = intents.filter(({ metadata }) => metadata[key] === value).reverse();
  return {
    object: 'search_result',
    url: '/v1/payment_intents/search',
    data: found.slice(0, limit),
    has_more: found.length > limit,
    next_page: null,
  };
}

function matching<T extends { readonly payment_intent: string }>(items: T[], params: FormObject): T[] {
  const intent = text(params, 'payment_intent');
  return intent ? items.filter((item) => item.payment_intent === intent) : items;
}

function ofType<T extends { readonly type: string }>(items: T[], params: FormObject): T[] {
  const type = text(params, 'type');
  return type ? items.filter((item) => item.type === type) : items;
}

function fail(error: Error): never {
  throw error;
}

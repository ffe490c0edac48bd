import type { Request } from 'express';
import type { Session } from '@mercury/identity/server';
import type { OrderOwner } from '@mercury/orders/contracts';

/** A signed-in browser: its token, and what we know under it. */
export interface SignedIn {
  readonly token: string;
  readonly session: Session;
}

/** Who asks: a visitor, perhaps signed in. */
export class Caller {
  constructor(
    private known: string | undefined,
    private readonly signedIn: SignedIn | undefined,
    private readonly makeVisitor: () => string,
    /** True for the simulator in development: no rate limits, no bot check. */
    readonly simulator: boolean,
  ) {}

  /** The visitor's id; a first-time visitor gets one, and its cookie, the moment somebody asks. */
  get visitorId(): string {
    return (this.known ??= this.makeVisitor());
  }

  /** The visitor's id if the browser has brought one. */
  get knownVisitorId(): string | undefined {
    return this.known;
  }

  get session(): Session | undefined {
    return this.signedIn?.session;
  }

  get token(): string | undefined {
    return this.signedIn?.token;
  }

  get staff(): boolean {
    return this.session?.role === 'merchant' || this.session?.role === 'admin';
  }

  /** A guest's cart is the visitor's, a signed-in shopper's the account's. */
  get cartId(): string {
    return this.session?.accountId ?? this.visitorId;
  }

  get owner(): OrderOwner {
    const accountId = this.session?.accountId;
    return { visitorId: this.visitorId, ...(accountId && { accountId }), ...(this.staff && { staff: true }) };
  }

  /** Whose idempotency keys these are; undefined for a browser that has brought nothing. */
  get scope(): string | undefined {
    if (this.session) return `account:${this.session.accountId}`;
    return this.known && `visitor:${this.known}`;
  }

  /** What CSRF tokens are bound to. */
  get binding(): string {
    return this.token ?? this.visitorId;
  }
}

const callers = new WeakMap<object, Caller>();

/** Notes who a request is from. */
export function setCaller(request: object, caller: Caller): void {
  callers.set(request, caller);
}

/** Who a request is from. Throws in code that runs before the session guard. */
export function callerOf(request: Request | object): Caller {
  const caller = callers.get(request);
  if (!caller) throw new Error('the caller is not known yet: this runs before the session guard');
  return caller;
}

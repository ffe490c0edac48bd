import { Injectable } from '@nestjs/common';
import type { OrderView } from '@mercury/orders/contracts';
import { orderNotFound } from '../refuse';
import { Contacts } from './contacts';
import type { OrderRecord } from './order-record';
import { orderView } from './order-view';

/** Orders as their pages show them, with what was sealed opened again. */
@Injectable()
export class OrderViews {
  constructor(private readonly contacts: Contacts) {}

  /** Throws NotFoundError for one that was not placed. */
  async of(record: OrderRecord): Promise<OrderView> {
    const { placed } = record.state;
    if (!placed) throw orderNotFound();
    return orderView(record, await this.contacts.open(placed));
  }
}

import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { ShippingMethod } from '@mercury/orders/contracts';
import { Answers } from '../openapi/answers.decorator';
import { deadlines, Services } from '../rpc/services';

/** How parcels travel, and what it costs. */
@ApiTags('orders')
@Controller('api/shipping-methods')
export class ShippingMethodsController {
  constructor(private readonly services: Services) {}

  @Get()
  @Answers('ShippingMethod', { list: true })
  list(): Promise<ShippingMethod[]> {
    return this.services.call('orders.list-shipping-methods', {}, deadlines.read);
  }
}

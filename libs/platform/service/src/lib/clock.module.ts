import { Global, Module } from '@nestjs/common';
import { Clock, IdGenerator, RandomIdGenerator, SystemClock } from '@mercury/shared/util-ids';

/** The machine's clock and fresh ids; tests override both providers. */
@Global()
@Module({
  providers: [
    { provide: Clock, useClass: SystemClock },
    { provide: IdGenerator, useClass: RandomIdGenerator },
  ],
  exports: [Clock, IdGenerator],
})
export class ClockModule {}

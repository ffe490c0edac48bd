import { Injectable, type PipeTransform } from '@nestjs/common';
import { NotFoundError } from '@mercury/platform/errors';

/** A name in a path: what cannot be the name of anything is not found. */
@Injectable()
export class PathId implements PipeTransform<string, string> {
  transform(value: string): string {
    if (!/^[\w.~:-]{1,128}$/.test(value))
      throw new NotFoundError('request.not_found', { message: 'There is no such thing' });
    return value;
  }
}

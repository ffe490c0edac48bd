import { CatalogRefusal } from '@mercury/catalog/domain';
import { ConflictError, NotFoundError } from '@mercury/platform/errors';

/** Runs a decision of the domain; its refusal becomes a conflict that travels as problem details. */
export function deciding<T>(decision: () => T): T {
  try {
    return decision();
  } catch (error) {
    if (error instanceof CatalogRefusal) throw new ConflictError(error.code, { message: error.message, cause: error });
    throw error;
  }
}

/** The answer to a question about a product that is not (or no longer) on the shelf. */
export const productNotFound = () => new NotFoundError('catalog.product_not_found', { message: 'No such product' });

export { DomainError, type DomainErrorOptions, type FieldError } from './lib/domain-error';
export {
  ConflictError,
  DeadlineExceededError,
  ForbiddenError,
  NotFoundError,
  TooManyRequestsError,
  UnauthenticatedError,
  UnavailableError,
  ValidationError,
} from './lib/named-errors';
export { fromProblem, toProblem, type Problem } from './lib/problem';
export { ProblemFilter } from './lib/problem.filter';
export { flattenErrors, validateDto } from './lib/validate-dto';

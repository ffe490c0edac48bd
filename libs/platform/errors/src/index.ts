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
export { problemCodec } from './lib/problem-codec';
export { ProblemFilter } from './lib/problem.filter';
export { flattenErrors, validateDto } from './lib/validate-dto';

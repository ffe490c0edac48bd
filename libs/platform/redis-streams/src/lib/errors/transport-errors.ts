/** What an error of the transport itself is about: a stable code, and whether the same call may succeed later. */
export class TransportError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly retryable: boolean,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** No answer within the caller's deadline. The command may have happened: repeat it with the same id. */
export class RequestTimeoutError extends TransportError {
  constructor(
    readonly pattern: string,
    readonly timeoutMs: number,
  ) {
    super('transport.deadline_exceeded', `${pattern} did not answer in ${timeoutMs} ms`, true);
  }
}

/** Redis did not take the message, or the connection was closed: nothing was sent, as far as is known. */
export class TransportUnavailableError extends TransportError {
  constructor(message: string, options?: ErrorOptions) {
    super('transport.unavailable', message, true, options);
  }
}

/** The publisher is paused: a stream is longer, or Redis fuller, than it should be. Nothing was appended. */
export class PublisherPausedError extends TransportError {
  constructor(reason: string) {
    super('transport.paused', reason, true);
  }
}

/**
 * The shard has entries behind this position, and not the position: Redis never took it, and cannot any more. Positions of a shard must be published one after the other.
 */
export class PositionPassedError extends TransportError {
  constructor(id: string, stream: string) {
    super(
      'transport.position_passed',
      `position ${id.split('-', 1)[0]} is not in ${stream}, and a later one is: it can no longer be published`,
      false,
    );
  }
}

/** A process counts the shards of a topic differently than it was created with: one key's entries would go two ways. */
export class ShardCountError extends TransportError {
  constructor(topic: string, created: number, counted: number) {
    super(
      'transport.shard_count',
      `topic ${topic} was created with ${created} shards and cannot be used with ${counted}`,
      false,
    );
  }
}

/** Nobody handles this pattern over there. */
export class NoHandlerError extends TransportError {
  constructor(readonly pattern: string) {
    super('transport.no_handler', `no handler for ${pattern}`, false);
  }
}

/** An entry that this library did not write, or that was damaged: it goes to the dead letters at once. */
export class MalformedEntryError extends TransportError {
  constructor(message: string, options?: ErrorOptions) {
    super('transport.malformed_entry', message, false, options);
  }
}

/** An error that a remote handler threw, as far as it is told to strangers. */
export class RemoteError extends TransportError {
  constructor(
    code: string,
    message: string,
    retryable: boolean,
    readonly data?: unknown,
  ) {
    super(code, message, retryable);
  }
}

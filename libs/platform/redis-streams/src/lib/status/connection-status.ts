/** What `status` of client and server emits. */
export type ConnectionStatus = 'connected' | 'reconnecting' | 'disconnected';
export const ConnectionStatus = {
  Connected: 'connected',
  Reconnecting: 'reconnecting',
  Disconnected: 'disconnected',
} as const;

/** Events of the underlying ioredis connection that `on()` gives access to. */
export type ConnectionEvents = {
  connect: () => void;
  ready: () => void;
  error: (error: Error) => void;
  close: () => void;
  reconnecting: (delayMs: number) => void;
  end: () => void;
};

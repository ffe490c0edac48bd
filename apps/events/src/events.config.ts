import { loadConfig, PlatformConfig } from '@mercury/platform/config';

/** What the behaviour collector needs to know. */
export class EventsConfig extends PlatformConfig {
  override internalPort = 3105;
}

export const config = loadConfig(EventsConfig);

import { loadConfig, PlatformConfig } from '@mercury/platform/config';

/** What the worker needs to know. */
export class WorkerConfig extends PlatformConfig {
  override internalPort = 3106;
}

export const config = loadConfig(WorkerConfig);

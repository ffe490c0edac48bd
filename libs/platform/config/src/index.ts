export { ConfigError, fieldsOf, loadConfig, variableName } from './lib/load-config';
export { PlatformConfig } from './lib/platform-config';
export { redact } from './lib/redact';

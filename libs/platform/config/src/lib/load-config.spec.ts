import { ConfigError, loadConfig } from './load-config';
import { PlatformConfig } from './platform-config';
import { redact } from './redact';

describe('loadConfig', () => {
  it('takes defaults for what is absent or empty', () => {
    const config = loadConfig(PlatformConfig, { LOG_LEVEL: ' ' });
    expect(config).toMatchObject({ nodeEnv: 'development', logLevel: 'info', internalPort: 0 });
  });

  it('reads fields from upper snake case, with their types', () => {
    expect(loadConfig(PlatformConfig, { INTERNAL_PORT: '3101' }).internalPort).toBe(3101);
  });

  it('names every variable that is wrong at once', () => {
    const attempt = () => loadConfig(PlatformConfig, { DATABASE_URL: 'mysql://x', INTERNAL_PORT: 'many' });
    expect(attempt).toThrow(ConfigError);
    expect(attempt).toThrow(/DATABASE_URL[\s\S]*INTERNAL_PORT/);
  });
});

describe('redact', () => {
  it('hides secrets and passwords in URLs', () => {
    const shown = JSON.stringify(redact({ stripeSecretKey: 'sk_1', databaseUrl: 'postgresql://u:p4ss@h/db', port: 3 }));
    expect(shown).not.toMatch(/sk_1|p4ss/);
    expect(shown).toContain('"port":3');
  });
});

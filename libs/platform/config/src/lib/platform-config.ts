import { Type } from 'class-transformer';
import { IsIn, IsInt, IsString, Matches, Max, Min } from 'class-validator';

/** What every service needs to know. A service's own configuration extends this class. */
export class PlatformConfig {
  @IsIn(['development', 'test', 'production'])
  nodeEnv: 'development' | 'test' | 'production' = 'development';

  @IsIn(['trace', 'debug', 'info', 'warn', 'error', 'silent'])
  logLevel = 'info';

  @Matches(/^postgres(ql)?:\/\//, { message: 'must be a postgresql:// URL' })
  databaseUrl = 'postgresql://127.0.0.1:54320/mercury';

  @Matches(/^rediss?:\/\//, { message: 'must be a redis:// URL' })
  redisUrl = 'redis://127.0.0.1:63790';

  /** Where health and metrics listen. Never reachable from outside. */
  @IsString()
  internalHost = '127.0.0.1';

  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(65_535)
  internalPort = 0;
}

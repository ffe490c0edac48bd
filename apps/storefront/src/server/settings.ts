/** Where this server listens, whom it asks, and what it serves. */
export interface Settings {
  readonly port: number;
  readonly gatewayUrl: string;
  readonly mediaDir: string;
  readonly allowedHosts: readonly string[];
  /** True when shoppers reach the shop over https. */
  readonly secure: boolean;
  /** Origins besides our own that the browser may call: where card numbers go. */
  readonly cardOrigins: readonly string[];
}

/** Reads the environment; throws on what cannot be right. */
export function readSettings(env: Readonly<Record<string, string | undefined>>): Settings {
  const port = Number(env['PORT'] ?? 4200);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT is not a port: ${env['PORT']}`);
  const publicUrl = env['PUBLIC_URL'] ? new URL(env['PUBLIC_URL']) : undefined;
  const named = (env['NG_ALLOWED_HOSTS'] ?? 'localhost,127.0.0.1').split(',').map((host) => host.trim());
  return {
    port,
    gatewayUrl: new URL(env['GATEWAY_URL'] ?? 'http://127.0.0.1:3000').origin,
    mediaDir: env['MEDIA_DIR'] ?? '.mercury/media',
    allowedHosts: [...new Set([...named, ...(publicUrl ? [publicUrl.hostname] : [])])].filter(Boolean),
    secure: publicUrl?.protocol === 'https:',
    cardOrigins: [
      'https://api.stripe.com',
      ...(env['STRIPE_API_BASE'] ? [new URL(env['STRIPE_API_BASE']).origin] : []),
    ],
  };
}

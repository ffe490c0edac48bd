import { portAnswers } from '../infrastructure/ports.mjs';
import { portDefaults } from './processes.mjs';

/** Throws with the remedy when another program listens on one of the ports that the shop is about to take. */
export async function refuseTakenPorts(ports) {
  const external = {
    postgres: process.env.DATABASE_URL,
    redis: process.env.REDIS_URL,
    stripeEmulator: process.env.STRIPE_SECRET_KEY,
  };
  for (const [name, port] of Object.entries(ports)) {
    // A PostgreSQL of ours that was left over is ended later, when its folder tells it.
    if (!external[name] && name !== 'postgres') await refuseTakenPort(name, port);
  }
}

/** The same for one port. */
export async function refuseTakenPort(name, port) {
  if (!(await portAnswers(port))) return;
  const other = port < 60_000 ? port + 1_000 : port - 1_000;
  throw new Error(
    `Port ${port} (${name}) is taken by another program: stop that program, or choose another port, for example "${portDefaults[name][0]}=${other} npm start".`,
  );
}

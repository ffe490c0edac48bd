// `npm test` starts the servers before Jest. A single `jest` or `nx test` run without them starts its own here.
module.exports = async () => {
  if (process.env.MERCURY_TEST_DATABASE_URL || globalThis.__MERCURY_TEST_INFRASTRUCTURE__) return;
  const { startTestInfrastructure } = await import('../infrastructure/test-infrastructure.mjs');
  const infrastructure = await startTestInfrastructure();
  Object.assign(process.env, infrastructure.env);
  globalThis.__MERCURY_TEST_INFRASTRUCTURE__ = infrastructure;
};

module.exports = async () => {
  await globalThis.__MERCURY_TEST_INFRASTRUCTURE__?.stop();
};

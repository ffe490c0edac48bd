export default { displayName: 'redis-streams', preset: '../../../jest.preset.js' };

export default { displayName: 'analytics-server', preset: '../../../jest.preset.js' };

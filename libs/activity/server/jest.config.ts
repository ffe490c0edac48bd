export default { displayName: 'activity-server', preset: '../../../jest.preset.js' };

export default { displayName: 'activity-domain', preset: '../../../jest.preset.js' };

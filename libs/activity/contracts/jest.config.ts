export default { displayName: 'activity-contracts', preset: '../../../jest.preset.js' };

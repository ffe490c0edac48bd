export default { displayName: 'shared-util-ids', preset: '../../../jest.preset.js' };

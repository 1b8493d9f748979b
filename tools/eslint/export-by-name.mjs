// A restriction of no-restricted-syntax; whoever sets that rule anew for some files has to repeat it.
export const exportByName = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: one name for one thing everywhere.',
};

/** Who may know whom (see docs/adr). A test plants a forbidden import to prove that these rules fire. */
const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule('no-circular', 'A circle has no first reader.', {}, { circular: true }),
    rule('domain-is-pure', 'The domain imports only itself.', { path: '^src/domain/' }, { pathNot: '^src/domain/' }),
    rule(
      'understanding-is-pure',
      'Understanding works over plain cells and the domain.',
      { path: '^src/workbook/understanding/' },
      { pathNot: '^src/(workbook/(understanding/|cells\\.ts)|domain/)' },
    ),
    rule(
      'reading-knows-cells-only',
      'The reader yields plain cells and understands nothing.',
      { path: '^src/workbook/reading/' },
      { path: '^src/(?!workbook/(reading/|cells\\.ts)|domain/(issue|local-date)\\.ts)' },
    ),
    rule(
      'exceljs-in-writing',
      'Only workbook/writing knows exceljs.',
      { path: '^src/', pathNot: '^src/workbook/writing/' },
      { path: 'node_modules/exceljs' },
    ),
    rule(
      'docx-in-writing',
      'Only workbook/writing knows docx.',
      { path: '^src/', pathNot: '^src/workbook/writing/' },
      { path: 'node_modules/docx' },
    ),
    rule(
      'reading-library-in-reading',
      'Only workbook/reading knows the XML parser.',
      { path: '^src/', pathNot: '^src/workbook/reading/' },
      { path: 'node_modules/saxes' },
    ),
    rule(
      'adapter-at-the-edge',
      'Features never touch the HTTP adapter.',
      { path: '^src/', pathNot: '^src/(configure-app|main|http/|web/)' },
      { path: 'node_modules/(fastify|@fastify|@nestjs/platform-fastify)/' },
    ),
    rule(
      'web-calls-services',
      'Pages never reach into the database.',
      { path: '^src/web/' },
      { path: ['^src/database/', 'node_modules/(typeorm|pg)/', '\\.(entity|repository)\\.ts$'] },
    ),
    rule(
      'controllers-call-services',
      'Controllers know services, not tables.',
      { path: '\\.controller\\.tsx?$' },
      { path: ['\\.(entity|repository)\\.ts$', 'node_modules/(typeorm|pg)/'] },
    ),
    rule('no-production-import-of-tests', 'Tests stay outside.', { path: '^src/' }, { path: '^(test|scripts)/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};

// Who may import whom: the picture is in src/README.md, "The rooms". A room may always import from itself.

/** Rooms that stand in for a feature's world: what a feature may build on. */
const mayImport = {
  core: [],
  config: ['core'],
  ui: ['core'],
  i18n: ['core'],
  time: ['core'],
  db: ['core'],
  files: ['db', 'core'],
  anonymity: ['core'],
  platform: ['ui', 'core'],
  directory: ['db', 'time', 'config', 'core'],
  history: ['db', 'time', 'config', 'core'],
  jobs: ['db', 'time', 'config', 'core'],
  delivery: ['platform', 'jobs', 'directory', 'db', 'i18n', 'ui', 'core'],
  engine: [
    ...['delivery', 'jobs', 'directory', 'history', 'files', 'platform', 'db', 'time', 'config'],
    ...['i18n', 'ui', 'core'],
  ],
};
const belowFeatures = ['engine', 'anonymity', ...mayImport.engine];

const ours = '^(src|adapters|scripts|test)/';
const folders = (rooms) => rooms.map((room) => `^src/${room}/`);
const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Of the product, only what matches `from` may import these packages; benchmarks compare with them. */
const onlyIn = (packages, from) =>
  forbid(
    `only-there-${packages[0].replace(/\W/g, '')}`,
    `${packages.join(', ')}: only in ${from}`,
    { path: '^(src|adapters)/', pathNot: from },
    { path: packages.map((name) => `node_modules/${name}(/|$)`) },
  );

module.exports = {
  forbidden: [
    forbid(
      'no-circles',
      'A circle of imports, types included, hides which part comes first.',
      {},
      { circular: true },
    ),
    forbid(
      'resolvable',
      'An import that leads nowhere.',
      {},
      { couldNotResolve: true, pathNot: '\\.(css|svg)$' },
    ),
    ...Object.entries(mayImport).map(([room, rooms]) =>
      forbid(
        `room-${room}`,
        `src/${room} may import ${rooms.join(', ') || 'nothing of ours'}.`,
        { path: `^src/${room}/` },
        { path: ours, pathNot: folders([room, ...rooms]) },
      ),
    ),
    forbid(
      'room-features',
      'A feature may import the engine and everything below it.',
      { path: '^src/features/' },
      { path: ours, pathNot: [...folders(belowFeatures), '^src/features/'] },
    ),
    forbid(
      'feature-by-its-index',
      'A feature knows another one by its index.ts only.',
      { path: '^src/features/([^/]+)/' },
      { path: '^src/features/', pathNot: ['^src/features/$1/', '^src/features/[^/]+/index\\.ts$'] },
    ),
    forbid(
      'room-adapters',
      'An adapter may import platform, ui, i18n and core, and the drawing of Adaptive Cards and charts that they share.',
      { path: '^adapters/([^/]+)/' },
      {
        path: ours,
        pathNot: [
          '^adapters/$1/',
          '^adapters/adaptive-cards/',
          '^adapters/charts/',
          ...folders(['platform', 'ui', 'i18n', 'core']),
        ],
      },
    ),
    forbid(
      'page-in-the-browser',
      'The page runs in a browser: of ours it may import types of ui and core, and nothing of the server.',
      { path: '^adapters/web/page/' },
      { path: ours, pathNot: ['^adapters/web/page/', ...folders(['ui', 'core'])] },
    ),
    forbid(
      'not-from-tests',
      'Tests are built on the product, never the other way.',
      { pathNot: '^test/' },
      { path: '^test/' },
    ),
    forbid(
      'declared',
      'What we import is in package.json: a package that another one happened to bring can go away.',
      { path: '^(src|adapters|scripts)/' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    forbid(
      'runtime-dependencies',
      'What runs in production is a dependency, not a devDependency.',
      { path: '^(src|adapters)/' },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'lazily',
      'What draws pictures and writes tables is large and rarely asked for: imported where it is first needed.',
      { path: '^(src|adapters)/', pathNot: '^adapters/charts/(library|paint)\\.ts$' },
      {
        path: [
          '^adapters/charts/(library|paint)\\.ts$',
          ...['echarts', '@resvg/[^/]+', 'csv-stringify', 'write-excel-file'].map(
            (name) => `node_modules/${name}(/|$)`,
          ),
        ],
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    ),
    onlyIn(['bullmq', 'ioredis'], '^src/jobs/'),
    onlyIn(['@prisma/[^/]+'], '^src/db/'),
    onlyIn(['@slack/[^/]+'], '^adapters/slack/'),
    onlyIn(['botbuilder[^/]*', 'botframework[^/]*'], '^adapters/teams/'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/db/generated/' },
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types count as well.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};

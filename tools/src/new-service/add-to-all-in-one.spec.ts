import { addToAllInOne, ALL_IN_ONE } from './add-to-all-in-one';
import { serviceNames } from './service-names';

const main = (imports: string[], list: string) =>
  [
    "import { runProcess } from '@killrvideo/runtime';",
    ...imports,
    '',
    `void runProcess(manifest, [${list}]);`,
    '',
  ].join('\n');
const COMMENTS = "import { comments } from '@killrvideo/services/comments';";
const VIDEOS = "import { videos } from '@killrvideo/services/videos';";
const add = (text: string, name: string) => addToAllInOne(text, serviceNames(name));

describe('a service in all-in-one', () => {
  it.each([
    ['first', 'about', ['about', 'comments', 'videos']],
    ['between others', 'some-more', ['comments', 'some-more', 'videos']],
    ['last', 'watch-later', ['comments', 'videos', 'watch-later']],
  ])('stands %s, by its name', (_where, name, order) => {
    const added = add(main([COMMENTS, VIDEOS], 'comments, videos'), name);
    const identifiers = order.map((each) => serviceNames(each).camelName);
    const imports = order.map(
      (each, at) => `import { ${identifiers[at]} } from '@killrvideo/services/${each}';`,
    );
    expect(added).toBe(main(imports, identifiers.join(', ')));
  });

  it('is added to a list over several lines', () => {
    const wrapped = main([COMMENTS, VIDEOS], '\n  comments,\n  videos,\n');
    expect(add(wrapped, 'about')).toContain('[about, comments, videos]');
  });

  it('is refused when it is there already', () => {
    const once = add(main([COMMENTS, VIDEOS], 'comments, videos'), 'watch-later');
    expect(() => add(once, 'watch-later')).toThrow('has watch-later already');
  });

  it.each([
    ['has no services', main([], '')],
    ['lists one that it does not import', main([COMMENTS], 'comments, videos')],
    ['imports one that it does not list', main([COMMENTS, VIDEOS], 'comments')],
    ['has lines between the imports', main([COMMENTS, '// more', VIDEOS], 'comments, videos')],
    ['starts its process otherwise', main([COMMENTS], 'comments').replace('void ', 'await ')],
  ])('is refused where main.ts %s', (_what, text) =>
    expect(() => add(text, 'watch-later')).toThrow(`${ALL_IN_ONE} cannot be edited: expected are lines`),
  );
});

import { progressLines } from './progress';

describe('progress in lines', () => {
  it('says how far each kind came, also when it was cut short', () => {
    const lines: string[] = [];
    const progress = progressLines((line) => lines.push(line));
    progress.begin('users', 3);
    progress.advance(2);
    progress.advance(1);
    progress.end();
    progress.begin('videos', 10);
    progress.advance(4);
    progress.end();
    expect(lines).toEqual(['sample data: users 3 of 3', 'sample data: videos 4 of 10']);
  });
});

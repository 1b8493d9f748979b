import { countProgress } from './fill-jars';

it('the progress of Maven is counted from its lines', () => {
  const fetched = { files: 0, megabytes: 0, copied: 0 };
  for (const line of [
    '[INFO] Downloading from central: https://repo.example/guava/guava-32.jar',
    '[INFO] Downloaded from central: https://repo.example/guava/guava-32.jar (2.9 MB at 5.1 MB/s)',
    '[INFO] Downloaded from mirror: https://repo.example/guava/guava-32.pom (500 kB at 51 kB/s)',
    '[INFO] Copying guava-32.0.1-jre.jar to /cache/lib/guava-32.0.1-jre.jar',
    '[INFO] BUILD SUCCESS',
  ]) {
    countProgress(line, fetched);
  }
  expect(fetched).toEqual({ files: 2, megabytes: 3.4, copied: 1 });
});

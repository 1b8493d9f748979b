import type { JudgedQuality } from './judged-quality';
import type { RankingQuality } from './ranking-quality';

export function suggestionsSection(judged: readonly JudgedQuality[], size: number): string {
  const date = new Date().toISOString().slice(0, 10);
  return `## How good suggestions are

Of each user with two likes at least (three stars or more) one is held out; the domain of suggested-videos itself, on stores in memory,
notes all other ratings and suggests ${size} videos that the user has not rated (${date}). A hit is a list that has the like that was
held out; NDCG counts a hit at place p as 1 ÷ log₂(p + 1). Held out is the newest like of each, or one by chance, three times another one.
Popularity suggests what most users like. Exact item-kNN is what the service estimates: the same similarities by all likers and all
likes, where the service looks at some of them, and suggestions by all that a user likes. The ms are what the service took for each rating, and for each list
with what neighbours had to be found for it.

The sample data is what \`npm run sample-data\` makes, 40,000 ratings of 1,000 users where there are 5,000 videos, in an order by chance.
The synthetic set has the numbers of MovieLens 100k (943 users, 1,682 videos, 82,000 likes), users of mixed tastes, few videos with
most of the likes and few users with hundreds. MovieLens 100k itself may not be passed on:
\`npm run bench -- suggestions --movielens FOLDER\` measures on it, too, in a folder where its \`u.data\` is.

| ratings | held out | lists | hit rate: popularity | exact | ours | ÷ exact | NDCG: popularity | exact | ours | ÷ exact | ms a rating | ms a list |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${judged.map(rowOf).join('\n')}

The aim is 0.95 of exact item-kNN, and more than popularity. Of n hits about √n are a matter of chance, of the difference to exact
item-kNN, which finds mostly the same ones, less: a ratio of a few hundred hits is meant give or take 0.04. In the sample data
most people rate the most popular videos, whatever their taste: popularity does well there.
`;
}

function rowOf({ set, heldOut, lists, noteMs, suggestMs, ...quality }: JudgedQuality): string {
  const cells = [
    ...[set, heldOut, lists.toLocaleString('en')],
    ...figures(quality, ({ hitRate }) => hitRate),
    ...figures(quality, ({ ndcg }) => ndcg),
    ...[noteMs.toFixed(2), suggestMs.toFixed(1)],
  ];
  return `| ${cells.join(' | ')} |`;
}

function figures(
  { popularity, exact, ours }: Pick<JudgedQuality, 'popularity' | 'exact' | 'ours'>,
  figure: (of: RankingQuality) => number,
): string[] {
  const ratio = `**${(figure(ours) / figure(exact)).toFixed(2)}**`;
  return [...[popularity, exact, ours].map((of) => figure(of).toFixed(3)), ratio];
}

import { readPrometheus } from './read-prometheus';

const answer = (result: object[]) =>
  JSON.stringify({ status: 'success', data: { resultType: 'matrix', result } });

describe('an answer of query_range', () => {
  it('is read series by series, named as Prometheus writes them', () => {
    const text = answer([
      {
        metric: { __name__: 'up', job: 'node', instance: 'a:1' },
        values: [
          [1, '0'],
          [2.5, '1e3'],
        ],
      },
      { metric: {}, values: [[1, '-4']] },
    ]);
    expect(readPrometheus(text)).toEqual({
      series: [
        { name: 'up{job="node", instance="a:1"}', times: [1000, 2500], values: [0, 1000] },
        { name: '', times: [1000], values: [-4] },
      ],
      problems: [],
      problemCount: 0,
    });
  });

  it('names values that are no numbers, and reads the rest', () => {
    const { series, problems } = readPrometheus(
      answer([
        {
          metric: { __name__: 'up' },
          values: [
            [1, 'NaN'],
            [2, '1'],
          ],
        },
      ]),
    );
    expect(series).toEqual([{ name: 'up', times: [2000], values: [1] }]);
    expect(problems).toEqual(['up, value 1: it is no finite number: NaN']);
  });

  it.each([
    ['{', 'this is no JSON'],
    ['{"status":"error","error":"bad query"}', 'bad query'],
    ['{"status":"success","data":{"resultType":"vector","result":[]}}', 'no answer of query_range'],
    ['[]', 'no answer of query_range'],
  ])('is not %s', (text, message) => expect(() => readPrometheus(text)).toThrow(message));
});

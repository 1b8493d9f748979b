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
        { name: '{}', times: [1000], values: [-4] },
      ],
      notes: [],
      problems: [],
      problemCount: 0,
    });
  });

  it.each([
    [{ __name__: 'up', job: 'a"b\\c\nd' }, 'up{job="a\\"b\\\\c\\nd"}'],
    [{ __name__: 'disk.free', 'host name': 'a' }, '{"disk.free", "host name"="a"}'],
    [{ __name__: 'größe' }, '{"größe"}'],
    [{ job: 'a' }, '{job="a"}'],
  ])('has names as Prometheus writes them: %j', (metric, name) =>
    expect(readPrometheus(answer([{ metric, values: [[1, '2']] }])).series[0]?.name).toBe(name),
  );

  it('names what it leaves out: values that are no numbers, and native histograms', () => {
    const { series, notes, problems } = readPrometheus(
      answer([
        {
          metric: { __name__: 'up' },
          values: [[1, 'NaN'], [2, '1'], [3, '+Inf'], [4, 'many'], null, [5, 6]],
        },
        {
          metric: { __name__: 'rpc' },
          histograms: [
            [1, { count: '1' }],
            [2, { count: '2' }],
          ],
        },
      ]),
    );
    expect(series).toEqual([{ name: 'up', times: [2000], values: [1] }]);
    expect(notes).toEqual([
      'up: 1 NaN (value 1), 1 +Inf (value 3) left out',
      expect.stringMatching(/^rpc: 2 native histograms, .*histogram_quantile.* \(first value 1\) left out$/),
    ]);
    expect(problems).toEqual([
      'up, value 4: it is no number: "many"',
      'up, value 5: it is no pair of a time and a value',
      'up, value 6: it is no pair of a time and a value',
    ]);
  });

  it('may be the list of series that promtool prints', () =>
    expect(readPrometheus('[{"metric":{"__name__":"up"},"values":[[1,"2"]]}]').series).toEqual([
      { name: 'up', times: [1000], values: [2] },
    ]));

  it('tells what Prometheus warns of', () => {
    const { notes } = readPrometheus(
      JSON.stringify({
        ...{ status: 'success', warnings: ['partial \u001b[31mresult'] },
        data: { resultType: 'matrix', result: [{ metric: {}, values: [[1, '2']] }] },
      }),
    );
    expect(notes).toEqual(['Prometheus says: partial \\u001b[31mresult']);
  });

  it.each([
    ['{', 'this is no JSON, though it begins like some (is it cut off?)'],
    ['{"status":"error","errorType":"bad_data","error":"bad query"}', 'with an error (bad_data): bad query'],
    [
      '{"status":"success","data":{"resultType":"vector","result":[]}}',
      'its result is a vector, which has one value',
    ],
    ['{"status":"success","data":{"resultType":"scalar","result":[1,"2"]}}', 'its result is a scalar'],
    ['{"status":"success","data":{"resultType":"string","result":[1,"a"]}}', 'its result is a string'],
    ['{"status":"success","data":{"resultType":"matrix","result":[]}}', 'has no series'],
    ['{"status":"success","data":["up"]}', 'it has no matrix'],
    ['{"status":"success","data":{"resultType":"matrix","result":[null]}}', 'it has no matrix'],
    ['{"cpu":[1,2]}', 'it has no matrix'],
    ['[]', 'has no series'],
    ['[1,2]', 'it has no matrix'],
    ['null', 'it has no matrix'],
  ])('is not %s', (text, message) => expect(() => readPrometheus(text)).toThrow(message));
});

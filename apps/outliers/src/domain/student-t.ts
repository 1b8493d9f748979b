/** Lanczos' approximation with g = 7: good to the last digits for arguments above 0. */
const LANCZOS = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const HALF_LOG_TWO_PI = 0.5 * Math.log(2 * Math.PI);
const LOG_GAMMA_OF_HALF = 0.5 * Math.log(Math.PI);

const PRECISION = 1e-13;
const MAX_TERMS = 10_000;
const MAX_STEPS = 100;

/** Student's t distribution with so many degrees of freedom. */
export interface StudentT {
  /** How likely a value above `t` is; `t` must not be negative. */
  tail(t: number): number;
  /** The value above which a share `q` (below a half) lies. `near` is a first guess. */
  quantileOfTail(q: number, near?: number): number;
}

export function studentT(degrees: number): StudentT {
  const a = degrees / 2;
  const logBeta = logGamma(a) + LOG_GAMMA_OF_HALF - logGamma(a + 0.5);
  const logDensity = (t: number): number =>
    -logBeta - 0.5 * Math.log(degrees) - (a + 0.5) * Math.log1p((t * t) / degrees);

  const tail = (t: number): number => 0.5 * incompleteBeta(t, degrees, logBeta);
  return {
    tail,
    quantileOfTail(q, near = 3) {
      // Newton's method where both scales are logarithmic: there the tail is nearly a line.
      let t = near;
      for (let step = 0; step < MAX_STEPS; step++) {
        const p = tail(t);
        const change = ((Math.log(p) - Math.log(q)) * p) / (t * Math.exp(logDensity(t)));
        t *= Math.exp(Math.min(Math.max(change, -2), 2));
        if (Math.abs(change) < PRECISION) break;
      }
      return t;
    },
  };
}

/** The regularised incomplete beta function with a = degrees / 2, b = 1/2 at x = degrees / (degrees + t²). */
function incompleteBeta(t: number, degrees: number, logBeta: number): number {
  const a = degrees / 2;
  const square = (t * t) / degrees;
  const x = 1 / (1 + square);
  const y = square / (1 + square); // 1 - x, of which nothing is lost when t is small
  const front = Math.exp(-a * Math.log1p(square) + 0.5 * Math.log(y) - logBeta);
  if (x < (a + 1) / (a + 2.5)) return (front / a) * continuedFraction(a, 0.5, x);
  return 1 - (front / 0.5) * continuedFraction(0.5, a, y);
}

/** Lentz' method, as in Numerical Recipes, section 6.4. */
function continuedFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const notZero = (value: number): number => (Math.abs(value) < tiny ? tiny : value);
  let c = 1;
  let d = 1 / notZero(1 - ((a + b) * x) / (a + 1));
  let result = d;
  for (let m = 1; m <= MAX_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / notZero(1 + even * d);
    c = notZero(1 + even / c);
    result *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / notZero(1 + odd * d);
    c = notZero(1 + odd / c);
    const factor = d * c;
    result *= factor;
    if (Math.abs(factor - 1) < 1e-15) break;
  }
  return result;
}

function logGamma(z: number): number {
  const [first = 0, ...rest] = LANCZOS;
  let sum = first;
  rest.forEach((coefficient, index) => (sum += coefficient / (z + index)));
  const t = z + 6.5;
  return HALF_LOG_TWO_PI + (z - 0.5) * Math.log(t) - t + Math.log(sum);
}

// The p of a two-sample Kolmogorov–Smirnov D: how often so large a D comes up when nothing moved.

/** Beyond this product of the two sizes the exact p takes too long. */
export const exactLimit = 5e7;

/** Up to this product the exact p costs less than a millisecond, and nobody needs an approximation. */
const cheap = 2e5;

/** A p with how it was found, and how far that is to be trusted. */
export interface KsP {
  value: number;
  method: 'exact' | 'asymptotic';
  /** The largest relative error known for it; `null` where no bound is. */
  within: number | null;
}

/**
 * The p of a D: exact for equal sizes and where the product of the sizes is small, else by the limit.
 * @throws RangeError when a size is not a positive whole number.
 */
export function ksP(d: number, n1: number, n2: number): KsP {
  if (n1 === n2 || n1 * n2 <= cheap) {
    return { value: ksExact(d, n1, n2)!, method: 'exact', within: (n1 + n2) * Number.EPSILON };
  }
  const value = ksAsymptotic(d, n1, n2);
  // The bound is for an exact p from 1e-5, which is not known here.
  const isBounded = value >= 1.2e-5 && (n1 * n2) / (n1 + n2) >= 50;
  return { value, method: 'asymptotic', within: isBounded ? 0.1 : null };
}

/**
 * P(D ≥ d) of two samples without ties; with ties it errs on the safe side. `null` beyond `exactLimit` unless the
 * sizes are equal. D is rounded to the nearest value it can take, a multiple of 1 ÷ lcm(n1, n2).
 * Only positive numbers are added, so the relative error stays near (n1 + n2)·1e-16, however small p is.
 * Source: Hodges, Arkiv för Matematik 3 (1958): every order of the pooled values is a lattice path, and D ≥ d when
 * the path leaves a band; the closed form for equal sizes is that of Gnedenko and Korolyuk (1951).
 * @throws RangeError when a size is not a positive whole number.
 */
export function ksExact(d: number, n1: number, n2: number): number | null {
  check(n1, n2);
  const common = gcd(n1, n2);
  const [a, b] = [n1 / common, n2 / common];
  const h = Math.round(d * a * n2);
  if (h <= 0) return 1;
  if (n1 === n2) return equalSizes(h, n1);
  if (n1 * n2 > exactLimit) return null;
  return leavesBand(h, Math.max(n1, n2), Math.min(n1, n2), Math.max(a, b), Math.min(a, b));
}

/**
 * 2·Σ (−1)^(k−1)·C(2n, n − kh) ÷ C(2n, n), nested as 2·A₀(1 − A₁(1 − A₂(…))) with factors between 0 and 1, from the
 * first that still counts: C(2n, n − kh) ÷ C(2n, n) is under exp(−(kh)² ÷ (n + kh)).
 */
function equalSizes(h: number, n: number): number {
  let p = 0;
  for (let k = Math.min(Math.floor(n / h), Math.ceil((Math.sqrt(40 * n) + 40) / h)); k >= 0; k -= 1) {
    let ratio = 1;
    for (let j = 0; j < h; j += 1) ratio *= (n - k * h - j) / (n + k * h + j + 1);
    p = ratio * (1 - p);
  }
  return Math.min(1, 2 * p);
}

/**
 * The share of lattice paths from (0, 0) to (m, n) that touch |i·b − j·a| ≥ h, where m = a·g and n = b·g: at each
 * point the share among the paths to it, which is one outside the band and else that of the two points before it,
 * weighed by where paths come from. Only points inside the band are visited.
 */
function leavesBand(h: number, m: number, n: number, a: number, b: number): number {
  const share = new Float64Array(n + 1).fill(1);
  for (let i = 0; i <= m; i += 1) {
    const first = Math.max(0, Math.floor((i * b - h) / a) + 1);
    const last = Math.min(n, Math.ceil((i * b + h) / a) - 1);
    if (first > 0) share[first - 1] = 1;
    for (let j = first; j <= last; j += 1) {
      if (i === 0) share[j] = 0;
      else if (j > 0) share[j] = (i * share[j]! + j * share[j - 1]!) / (i + j);
    }
  }
  return share[n]!;
}

/**
 * The limit of P(D ≥ d) for large samples, 2·Σ (−1)^(k−1)·exp(−2k²λ²) at λ = (√n + 0.12 + 0.11 ÷ √n)·(d − s ÷ 2)
 * with n = n1·n2 ÷ (n1 + n2); below λ = 1.18 from the dual theta series, which converges there. D moves in steps of
 * s = 1 ÷ lcm(n1, n2), which are coarse when the sizes share a factor; half a step corrects for that.
 * Against the exact p it is within 10 % for p from 1e-5 and n from 50, nearer for larger n; further out it is an
 * order of magnitude, not a figure.
 * Source: Kolmogorov (1933); Stephens, J. R. Statist. Soc. B 32 (1970); NIST DLMF 20.7.32 for the dual series.
 * @throws RangeError when a size is not a positive whole number.
 */
export function ksAsymptotic(d: number, n1: number, n2: number): number {
  check(n1, n2);
  const root = Math.sqrt((n1 * n2) / (n1 + n2));
  const lambda = (root + 0.12 + 0.11 / root) * (d - gcd(n1, n2) / (2 * n1 * n2));
  if (lambda <= 0) return 1;
  let sum = 0;
  if (lambda < 1.18) {
    for (let k = 1; k <= 9; k += 2) sum += Math.exp(-((k * Math.PI) ** 2) / (8 * lambda * lambda));
    return Math.min(1, 1 - (Math.sqrt(2 * Math.PI) / lambda) * sum);
  }
  for (let k = 5; k >= 1; k -= 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda);
  return Math.min(1, sum);
}

function check(...sizes: number[]): void {
  const wrong = sizes.find((one) => !Number.isInteger(one) || one < 1);
  if (wrong !== undefined) throw new RangeError(`a sample of ${wrong}`);
}

const gcd = (a: number, b: number): number => (b === 0 ? a : gcd(b, a % b));

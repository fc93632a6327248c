/**
 * The probabilities of 0 … `trials` successes in so many independent trials: Binomial(trials, probability).
 *
 * Each is had from its neighbour by P(k+1) / P(k) = (trials - k) / (k + 1) · probability / (1 - probability),
 * outwards from the likeliest, and all are divided by their sum: no factorial that could overflow, and no
 * difference of large logarithms.
 *
 * @param probability 0 … 1
 */
export function binomialProbabilities(trials: number, probability: number): Float64Array {
  const weights = new Float64Array(trials + 1);
  const likeliest = Math.min(trials, Math.floor((trials + 1) * probability));
  weights[likeliest] = 1;
  if (probability > 0 && probability < 1) {
    const odds = probability / (1 - probability);
    for (let k = likeliest; k < trials; k++) {
      weights[k + 1] = (((weights[k] ?? 0) * (trials - k)) / (k + 1)) * odds;
    }
    for (let k = likeliest; k > 0; k--) {
      weights[k - 1] = ((weights[k] ?? 0) * k) / (trials - k + 1) / odds;
    }
  }
  const sum = weights.reduce((total, weight) => total + weight, 0);
  return weights.map((weight) => weight / sum);
}

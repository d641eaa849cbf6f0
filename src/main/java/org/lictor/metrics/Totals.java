package org.lictor.metrics;

/** Some values taken together. All zero where there are none. */
public record Totals(long count, double sum, double min, double max, double sumOfSquares) {
  /** Of no values. */
  public static final Totals NONE = new Totals(0, 0, 0, 0, 0);

  /** These and one more. */
  Totals with(double value) {
    return new Totals(
        count + 1,
        sum + value,
        count == 0 ? value : Math.min(min, value),
        count == 0 ? value : Math.max(max, value),
        sumOfSquares + value * value);
  }

  /** The mean; 0 of no values. */
  public double mean() {
    return count == 0 ? 0 : sum / count;
  }

  /** The standard deviation of a sample; 0 of fewer than two values. */
  public double deviation() {
    return count < 2 ? 0 : Math.sqrt(Math.max(0, (sumOfSquares - sum * sum / count) / (count - 1)));
  }
}

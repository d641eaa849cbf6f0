package org.lictor.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.lictor.model.Coordinate;

class VivaldiTest {
  private static final double SECOND = 1;

  @Test
  void whoHasMeasuredNothingStandsAtTheBeginning() {
    assertThat(new Vivaldi(new Random(1)).coordinate()).isEqualTo(Coordinate.START);
  }

  @Test
  void oneMeasurementMovesItAwayAndMakesItSurer() {
    Vivaldi vivaldi = new Vivaldi(new Random(1));
    Coordinate moved = vivaldi.measured("b", Coordinate.START, 0.1);
    assertThat(moved.rawDistanceTo(Coordinate.START)).isGreaterThan(0.01);
    assertThat(moved.error()).isLessThanOrEqualTo(Coordinate.START.error());
    assertThat(moved.height()).isGreaterThanOrEqualTo(Coordinate.START.height());
  }

  @Test
  void estimatesComeNearTheTruthOnALine() {
    assertThat(meanError(line(10, 0.010), 0)).isLessThan(0.002);
  }

  @Test
  void estimatesComeNearTheTruthInTwoGroupsOfHosts() {
    double[][] truth = new double[12][12];
    for (int i = 0; i < 12; i++) {
      for (int j = 0; j < 12; j++) {
        truth[i][j] = i == j ? 0 : i / 6 == j / 6 ? 0.001 : 0.050;
      }
    }
    assertThat(meanError(truth, 0)).isLessThan(0.005);
  }

  @Test
  void noiseIsFilteredByTheMiddleOfTheLastMeasurements() {
    assertThat(meanError(line(6, 0.010), 0.02)).isLessThan(0.010);
  }

  @Test
  void whatIsOutOfAllBoundsIsLeftOut() {
    Vivaldi vivaldi = new Vivaldi(new Random(1));
    for (double seconds : new double[] {0, -1, 11 * SECOND, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThat(vivaldi.measured("b", Coordinate.START, seconds)).isEqualTo(Coordinate.START);
    }
  }

  @Test
  void aPlaceThatIsNoneAnyMoreBeginsAnew() {
    Vivaldi vivaldi = new Vivaldi(new Random(1));
    List<Double> mad = List.of(1e308, 1e308, 1e308, 1e308, 1e308, 1e308, 1e308, 1e308);
    vivaldi.measured("b", new Coordinate(mad, 1.5, 0, 0), 0.1);
    assertThat(vivaldi.coordinate()).isEqualTo(Coordinate.START);
    assertThat(vivaldi.resets()).isEqualTo(1);
    assertThat(vivaldi.measured("c", Coordinate.START, 0.1).rawDistanceTo(Coordinate.START))
        .isPositive();
  }

  @Test
  void membersThatWentAreForgotten() {
    Vivaldi vivaldi = new Vivaldi(new Random(1));
    Vivaldi fresh = new Vivaldi(new Random(1));
    vivaldi.measured("b", Coordinate.START, 5);
    vivaldi.retain(Set.of());
    fresh.measured("b", Coordinate.START, 5);
    fresh.retain(Set.of("b"));
    assertThat(vivaldi.measured("b", Coordinate.START, 0.1))
        .isNotEqualTo(fresh.measured("b", Coordinate.START, 0.1));
  }

  private static double[][] line(int nodes, double step) {
    double[][] truth = new double[nodes][nodes];
    for (int i = 0; i < nodes; i++) {
      for (int j = 0; j < nodes; j++) {
        truth[i][j] = Math.abs(i - j) * step + (i == j ? 0 : 0.0005);
      }
    }
    return truth;
  }

  /** The mean absolute error of all estimates in seconds after some hundred rounds. */
  private static double meanError(double[][] truth, double spike) {
    Random random = new Random(7);
    List<Vivaldi> nodes = new ArrayList<>();
    for (int i = 0; i < truth.length; i++) {
      nodes.add(new Vivaldi(new Random(i)));
    }
    for (int round = 0; round < 1_000; round++) {
      for (int i = 0; i < truth.length; i++) {
        int other = random.nextInt(truth.length);
        if (other != i) {
          double noise = random.nextInt(10) == 0 ? spike : 0;
          nodes
              .get(i)
              .measured("n" + other, nodes.get(other).coordinate(), truth[i][other] + noise);
        }
      }
    }
    double sum = 0;
    int pairs = 0;
    for (int i = 0; i < truth.length; i++) {
      for (int j = 0; j < i; j++) {
        sum +=
            Math.abs(nodes.get(i).coordinate().distanceTo(nodes.get(j).coordinate()) - truth[i][j]);
        pairs++;
      }
    }
    return sum / pairs;
  }
}

package io.tributary.model.weighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What eigenpairs are, on random symmetric matrices and where they are known by hand. */
class EigenTest {

  @Test
  void pairsAreOrthonormalInOrderAndGiveTheMatrixBack() {
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      int size = 1 + random.nextInt(20);
      double[][] matrix = symmetric(size, random);
      Eigen eigen = Eigen.of(matrix);
      for (int i = 0; i < size; i++) {
        assertThat(i == 0 || eigen.values()[i] <= eigen.values()[i - 1]).isTrue();
        for (int j = 0; j < size; j++) {
          double product = Simplex.dot(eigen.vectors()[i], eigen.vectors()[j]);
          assertThat(product).isCloseTo(i == j ? 1 : 0, within(1e-12));
          double back = 0;
          for (int k = 0; k < size; k++) {
            back += eigen.values()[k] * eigen.vectors()[k][i] * eigen.vectors()[k][j];
          }
          assertThat(back).isCloseTo(matrix[i][j], within(1e-11));
        }
      }
    }
  }

  @Test
  void ofTwoRowsItIsWhatTheFormulaSays() {
    Eigen eigen = Eigen.of(new double[][] {{1, 0.6}, {0.6, 1}});

    assertThat(eigen.values()).containsExactly(new double[] {1.6, 0.4}, within(1e-15));
    assertThat(Math.abs(eigen.vectors()[0][0])).isCloseTo(Math.sqrt(0.5), within(1e-15));
    assertThat(Eigen.of(new double[0][0]).values()).isEmpty();
    assertThat(Eigen.of(new double[3][3]).values()).containsExactly(0, 0, 0);
  }

  private static double[][] symmetric(int size, Random random) {
    double[][] matrix = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = random.nextGaussian();
        matrix[j][i] = matrix[i][j];
      }
    }
    return matrix;
  }
}

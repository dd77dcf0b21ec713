package io.tributary.pytorch;

/**
 * Batch normalisation. In training the place of a running statistic's gradient gets its old value
 * minus its new one. The running variance is kept as the logarithm to base 10 of its root.
 */
final class NormStage implements Stage {
  private static final double EPSILON = 1e-5;
  private static final double LOGS = 2 * Math.log(10); // natural logarithm of a variance

  private final int gamma;
  private final int beta;
  private final int mean;
  private final int deviation;
  private final double momentum;
  private final int channels;
  private final int places;
  private Mode mode = Mode.INFER;
  private String count = "";
  private String scale = "";
  private String inverse = "";
  private String normal = "";
  private String batchMean = "";
  private String batchVariance = "";

  /**
   * With parameters by their indices.
   *
   * @param momentum share kept of the old running statistics
   * @param channels how many there are
   * @param places numbers of each channel of one example; 0: rows have no places
   */
  NormStage(
      int gamma, int beta, int mean, int deviation, double momentum, int channels, int places) {
    this.gamma = gamma;
    this.beta = beta;
    this.mean = mean;
    this.deviation = deviation;
    this.momentum = momentum;
    this.channels = channels;
    this.places = places;
  }

  private String others() {
    return places == 0 ? "[0]" : "[0, 2, 3]";
  }

  /** A parameter so that it goes along with a batch. */
  private String along(String values) {
    String sizes = places == 0 ? "[1, %d]" : "[1, %d, 1, 1]";
    return "torch.reshape(%s, %s)".formatted(values, sizes.formatted(channels));
  }

  /** The running variance. */
  private String variance(Code code) {
    return code.let("torch.exp(torch.mul(p%d, %s))", deviation, Code.number(LOGS));
  }

  @Override
  public String forward(Code code, String in, String n, Mode pass) {
    mode = pass;
    String centre;
    String spread;
    if (mode == Mode.TRAIN) {
      count = places == 0 ? n : code.let("torch.mul(%s, %d)", n, places);
      batchVariance = code.fresh();
      batchMean = code.fresh();
      code.line(
          "%s, %s, = torch.var_mean(%s, %s, False, True)", batchVariance, batchMean, in, others());
      centre = batchMean;
      spread = batchVariance;
    } else {
      centre = code.let("%s", along("p" + mean));
      spread = along(variance(code));
    }
    scale = code.let("%s", along("p" + gamma));
    inverse = code.let("torch.rsqrt(torch.add(%s, %s))", spread, Code.number(EPSILON));
    normal = code.let("torch.mul(torch.sub(%s, %s), %s)", in, centre, inverse);
    return code.let("torch.add(torch.mul(%s, %s), %s)", normal, scale, along("p" + beta));
  }

  @Override
  public String backward(Code code, String slope, boolean below) {
    String byBeta = code.let("torch.sum(%s, %s, True)", slope, others());
    String byGamma = code.let("torch.sum(torch.mul(%s, %s), %s, True)", slope, normal, others());
    set(code, beta, byBeta);
    set(code, gamma, byGamma);
    if (mode == Mode.FIXED) {
      code.let("torch.zero_(g%d)", mean);
      code.let("torch.zero_(g%d)", deviation);
      return below ? code.let("torch.mul(%s, torch.mul(%s, %s))", slope, scale, inverse) : "";
    }
    move(code);
    if (!below) {
      return "";
    }
    String shift =
        code.let("torch.div(torch.add(%s, torch.mul(%s, %s)), %s)", byBeta, normal, byGamma, count);
    return code.let(
        "torch.mul(torch.sub(%s, %s), torch.mul(%s, %s))", slope, shift, scale, inverse);
  }

  /** Sets what the running statistics are to be stepped by. */
  private void move(Code code) {
    String change = code.let("torch.sub(p%d, torch.reshape(%s, [%d]))", mean, batchMean, channels);
    code.let("torch.copy_(g%d, torch.mul(%s, %s))", mean, change, Code.number(1 - momentum));
    String old = variance(code);
    String now =
        code.let(
            "torch.add(torch.mul(%s, %s), torch.mul(torch.reshape(%s, [%d]), %s))",
            old, Code.number(momentum), batchVariance, channels, Code.number(1 - momentum));
    code.let(
        "torch.copy_(g%d, torch.div(torch.log(torch.div(%s, %s)), %s))",
        deviation, old, now, Code.number(LOGS));
  }

  private void set(Code code, int parameter, String values) {
    code.let("torch.copy_(g%d, torch.reshape(%s, [%d]))", parameter, values, channels);
  }

  @Override
  public boolean learns() {
    return true;
  }
}

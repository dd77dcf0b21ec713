package io.tributary.pytorch;

/** The TorchScript of what is done to flat vectors, whatever the network. */
final class VectorCode {
  private VectorCode() {}

  /** The methods of the module. */
  static String methods() {
    return copy() + add() + sgd() + nesterov() + adam() + move() + dots() + gram();
  }

  private static String copy() {
    Code code = new Code();
    code.let("torch.copy_(to, values)");
    return code.method("copy", "to: Tensor, values: Tensor");
  }

  private static String add() {
    Code code = new Code();
    code.let("torch.add_(sum, values)");
    return code.method("add", "sum: Tensor, values: Tensor");
  }

  private static final String SEGMENT = "p: Tensor, g: Tensor, start: int, length: int, ";

  private static void segment(Code code) {
    code.line("q = torch.narrow(p, 0, start, length)");
    code.line("h = torch.narrow(g, 0, start, length)");
  }

  /** p ← p − rate · g. */
  private static String sgd() {
    Code code = new Code();
    segment(code);
    code.let("torch.add_(q, h, alpha=torch.neg(rate))");
    return code.method("sgd", SEGMENT + "rate: float");
  }

  /** v' = μv − ηg; p ← p + w((1 + μ)v' − μv). */
  private static String nesterov() {
    Code code = new Code();
    segment(code);
    String old = code.let("torch.mul(v, momentum)");
    code.let("torch.add_(torch.mul_(v, momentum), h, alpha=torch.neg(rate))");
    String change = code.let("torch.sub(torch.mul(v, torch.add(momentum, 1.)), %s)", old);
    code.let("torch.add_(q, %s, alpha=weight)", change);
    return code.method(
        "nesterov", SEGMENT + "v: Tensor, rate: float, momentum: float, weight: float");
  }

  /** Kingma and Ba 2015, with the corrections of both moments in the rate. */
  private static String adam() {
    Code code = new Code();
    segment(code);
    code.let("torch.add_(torch.mul_(m, 0.9), h, alpha=0.1)");
    code.let("torch.addcmul_(torch.mul_(v, 0.999), h, h, value=0.001)");
    String root = code.let("torch.add_(torch.sqrt(v), 1e-8)");
    code.let("torch.addcdiv_(q, m, %s, value=torch.neg(rate))", root);
    return code.method("adam", SEGMENT + "m: Tensor, v: Tensor, rate: float");
  }

  /** p ← base + Rᵀα. */
  private static String move() {
    Code code = new Code();
    code.let("torch.addmv(base, torch.t(rows), torch.to(alpha, ops.prim.device(p)), out=p)");
    return code.method("move", "p: Tensor, base: Tensor, rows: Tensor, alpha: Tensor");
  }

  /** Rg. */
  private static String dots() {
    Code code = new Code();
    code.let("torch.copy_(to, torch.mv(rows, g))");
    return code.method("dots", "to: Tensor, rows: Tensor, g: Tensor");
  }

  /** RRᵀ over the first columns. */
  private static String gram() {
    Code code = new Code();
    String part = code.let("torch.narrow(rows, 1, 0, columns)");
    code.let("torch.copy_(to, torch.mm(%s, torch.t(%s)))", part, part);
    return code.method("gram", "to: Tensor, rows: Tensor, columns: int");
  }
}

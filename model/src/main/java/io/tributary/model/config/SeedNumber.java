package io.tributary.model.config;

/** Any 64-bit integer. */
record SeedNumber() implements Type<Long> {

  @Override
  public Long read(YamlNode node) {
    String text = node.plain(this);
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw node.wrong(this);
    }
  }

  @Override
  public Object write(Long value) {
    return value;
  }

  @Override
  public String describe() {
    return "a whole number of 64 bits";
  }
}

package io.tributary.model.config;

/** True or false. */
record Flag() implements Type<Boolean> {

  @Override
  public Boolean read(YamlNode node) {
    return switch (node.plain(this)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw node.wrong(this);
    };
  }

  @Override
  public Object write(Boolean value) {
    return value;
  }

  @Override
  public String describe() {
    return "true or false";
  }
}

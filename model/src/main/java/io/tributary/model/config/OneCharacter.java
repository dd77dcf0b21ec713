package io.tributary.model.config;

/**
 * A single character; {@code tab} is one too, which is hard to see otherwise.
 *
 * @param words what it is
 */
record OneCharacter(String words) implements Type<Character> {

  private static final String TAB = "tab";

  @Override
  public Character read(YamlNode node) {
    String text = node.text(this);
    if (text.equals(TAB)) {
      return '\t';
    }
    if (text.length() != 1 || text.equals("\n") || text.equals("\r")) {
      throw node.wrong(this);
    }
    return text.charAt(0);
  }

  @Override
  public Object write(Character value) {
    return value == '\t' ? TAB : String.valueOf(value);
  }

  @Override
  public String describe() {
    return words;
  }
}

package io.tributary.model.config;

import io.tributary.model.field.FieldSpec;
import io.tributary.model.field.FieldSpec.Categorical;
import io.tributary.model.field.FieldSpec.Numeric;
import io.tributary.model.field.FieldSpec.Sparse;
import io.tributary.model.field.FieldSpec.Text;
import io.tributary.model.field.FieldSpec.Transform;
import java.util.List;
import java.util.Objects;

/** Every kind of field. */
final class FieldKinds {

  private static final int VALUES = 100;
  private static final WholeNumber SIZE = new WholeNumber(1, 10_000_000);

  private static final Key<Transform> TRANSFORM =
      Key.optional(
          "transform",
          Choice.of(Transform.class),
          Transform.NONE,
          "Applied before the number is standardised; log: sign(x) · log(1 + \\|x\\|)");
  private static final Key<Integer> MOST_VALUES =
      Key.derived(
          "values",
          new WholeNumber(1, 1_000_000),
          VALUES + ", or none with `buckets`",
          "Most values of a vocabulary that is learned on the stream; those beyond it are one");
  private static final Key<Integer> HASH =
      Key.derived(
          "buckets",
          SIZE,
          "none: a vocabulary is learned",
          "Buckets that values are hashed into, in place of a vocabulary");
  private static final Key<Integer> EMBEDDING = dimension(8, "Numbers that stand for one value");
  private static final Key<Integer> BUCKETS =
      Key.optional("buckets", SIZE, 16_384, "Buckets that n-grams are hashed into");
  private static final Key<Integer> WORDS =
      Key.optional(
          "words", new WholeNumber(0, 5), 2, "Longest run of words that is an n-gram; 0: none");
  private static final Key<List<Integer>> CHARACTERS =
      Key.optional(
          "characters",
          new GramRange(),
          List.of(3, 5),
          "Fewest and most characters of the n-grams within a word; []: none");
  private static final Key<Integer> LENGTH =
      Key.optional(
          "length", new WholeNumber(1, 10_000), 256, "Most n-grams of a text; the rest is cut off");
  private static final Key<Integer> BAG = dimension(16, "Numbers that stand for one n-gram");
  private static final Key<Integer> ELEMENTS =
      Key.optional("size", SIZE, 65_536, "Elements of the vector; indices are 0 to size − 1");
  private static final Key<Integer> ENTRIES =
      Key.optional(
          "entries",
          new WholeNumber(1, 10_000),
          64,
          "Most entries of a vector; one with more is rejected");
  private static final Key<Integer> SUM = dimension(16, "Numbers that stand for one element");

  /** In the order of the documentation. */
  static final List<FieldKind<?>> KINDS =
      List.of(
          new FieldKind<>(
              "numeric",
              Numeric.class,
              List.of(TRANSFORM),
              section -> new Numeric(section.get(TRANSFORM)),
              (numeric, fields) -> fields.with(TRANSFORM, numeric.transform()),
              "A number, standardised by running statistics, and a flag for a missing one"),
          new FieldKind<>(
              "categorical",
              Categorical.class,
              List.of(MOST_VALUES, HASH, EMBEDDING),
              FieldKinds::categorical,
              FieldKinds::write,
              "One of several values, each with a learned embedding"),
          new FieldKind<>(
              "text",
              Text.class,
              List.of(BUCKETS, BAG, WORDS, CHARACTERS, LENGTH),
              FieldKinds::text,
              (text, fields) ->
                  fields
                      .with(BUCKETS, text.buckets())
                      .with(BAG, text.dimension())
                      .with(WORDS, text.words())
                      .with(CHARACTERS, GramRange.of(text.shortest(), text.longest()))
                      .with(LENGTH, text.length()),
              "Text: the mean of learned embeddings of its hashed n-grams"),
          new FieldKind<>(
              "sparse",
              Sparse.class,
              List.of(ELEMENTS, SUM, ENTRIES),
              section -> new Sparse(section.get(ELEMENTS), section.get(SUM), section.get(ENTRIES)),
              (sparse, fields) ->
                  fields
                      .with(ELEMENTS, sparse.size())
                      .with(SUM, sparse.dimension())
                      .with(ENTRIES, sparse.entries()),
              "A long vector that is mostly 0: the sum of learned embeddings times its values"));

  private FieldKinds() {}

  private static Key<Integer> dimension(int fallback, String meaning) {
    return Key.optional("dimension", new WholeNumber(1, 1_024), fallback, meaning);
  }

  private static Categorical categorical(Section section) {
    Integer buckets = section.find(HASH);
    if (buckets != null) {
      if (section.has(MOST_VALUES)) {
        throw section.refuse(HASH, "stands beside values; keep one of the two");
      }
      return new Categorical(0, buckets, section.get(EMBEDDING));
    }
    int values = Objects.requireNonNullElse(section.find(MOST_VALUES), VALUES);
    return new Categorical(values, 0, section.get(EMBEDDING));
  }

  private static void write(Categorical categorical, Fields fields) {
    if (categorical.isLearned()) {
      fields.with(MOST_VALUES, categorical.values());
    } else {
      fields.with(HASH, categorical.buckets());
    }
    fields.with(EMBEDDING, categorical.dimension());
  }

  private static FieldSpec.Text text(Section section) {
    List<Integer> characters = section.get(CHARACTERS);
    int words = section.get(WORDS);
    if (words == 0 && characters.isEmpty()) {
      throw section.refuse(
          WORDS, "is 0 and characters is []; give one of them, or no n-gram is left");
    }
    return new Text(
        section.get(BUCKETS),
        section.get(BAG),
        words,
        characters.isEmpty() ? 0 : characters.get(0),
        characters.isEmpty() ? 0 : characters.get(1),
        section.get(LENGTH));
  }
}

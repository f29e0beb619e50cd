package io.latchkey;

/** The kinds of row that are sealed. */
enum RowKind {
  KEY("key"),
  PARTNER("partner"),
  ACCOUNT("account"),
  STAGED_KEY("staged key");

  private final String word;

  RowKind(String word) {
    this.word = word;
  }

  /** The kind as it stands in messages, metrics and what is sealed; never changes. */
  String word() {
    return word;
  }
}

package io.latchkey;

import java.util.Locale;
import java.util.Optional;

/** What the adoption of a staged key does. */
enum StagedOperation {
  CREATE,
  REPLACE,
  REPLACE_AT_ONCE;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The operation as stores hold it. */
  String code() {
    return code;
  }

  /**
   * Reads what is staged; a newer version of the library may have staged what is not known here.
   */
  static Optional<StagedOperation> ofCode(String code) {
    for (StagedOperation operation : values()) {
      if (operation.code.equals(code)) {
        return Optional.of(operation);
      }
    }
    return Optional.empty();
  }
}

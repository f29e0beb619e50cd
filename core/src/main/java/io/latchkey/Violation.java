package io.latchkey;

/**
 * One thing that is wrong with a request or a document.
 *
 * @param path where: the name of a property such as {@code description}, or a JSON path such as
 *     {@code $.partners[3].id}
 * @param message what is wrong, for a person
 * @since 1.0
 */
public record Violation(String path, String message) {

  /** The path and the message. */
  @Override
  public String toString() {
    return path + ": " + message;
  }
}

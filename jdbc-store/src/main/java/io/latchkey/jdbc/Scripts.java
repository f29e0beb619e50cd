package io.latchkey.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** The schema scripts in the jar. With the default names they run as they are. */
final class Scripts {

  /** The script of each version, the first one first. */
  private static final List<String> FILES = List.of("V1__tables.sql");

  /** A name, behind the word that says that it is a table's, if it is. */
  private static final Pattern NAME =
      Pattern.compile(
          "(?:\\b(TABLE IF NOT EXISTS|TABLE|ON|INTO|REFERENCES|FROM|UPDATE) )?\\blatchkey_");

  private static final Pattern COMMENT = Pattern.compile("(?m)^--.*\\R?");
  private static final Pattern END = Pattern.compile(";\\s*(\\R|$)");

  private Scripts() {}

  /** The statements that lead from the version before to a version. */
  static List<String> statements(Dialect dialect, Names names, int version) {
    String script = read(dialect.folder() + "/" + FILES.get(version - 1));
    List<String> statements = new ArrayList<>();
    for (String statement : END.split(COMMENT.matcher(script).replaceAll(""), -1)) {
      if (!statement.isBlank()) {
        statements.add(renamed(statement.strip(), names));
      }
    }
    return statements;
  }

  /**
   * Tables get schema and prefix; indexes and constraints, which live with their table, the prefix.
   */
  private static String renamed(String statement, Names names) {
    return NAME.matcher(statement)
        .replaceAll(
            name -> name.group(1) == null ? names.prefix() : name.group(1) + " " + names.table(""));
  }

  private static String read(String file) {
    String path = "/META-INF/latchkey/schema/" + file;
    try (InputStream script = Scripts.class.getResourceAsStream(path)) {
      return new String(
          Objects.requireNonNull(script, path).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("can't read " + path + " from the jar", e);
    }
  }
}

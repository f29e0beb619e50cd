package io.latchkey.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CheckReturnValue;
import com.tngtech.archunit.core.domain.JavaPackage;
import io.latchkey.Latchkey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** What the compiler and doclint don't ask of documentation. */
class DocumentationRulesTest {

  private static final Path SOURCES =
      Path.of(System.getProperty("basedir", "")).resolve("src/main/java/io/latchkey");

  private static final String DISCLAIMER = "Internal: not API, may change at any time.";

  /** A documented public type: its comment, and its name. */
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile(
          "/\\*\\*((?:(?!\\*/).)*)\\*/\\s*(?:@[\\w.]+(?:\\([^)]*\\))?\\s*)*"
              + "(?:public )?(?:static )?(?:sealed |abstract |final )*"
              + "(?:class|@?interface|record|enum) (\\w+)",
          Pattern.DOTALL);

  @Test
  void packages_areNullMarkedAndCheckReturnValues() {
    for (String name : List.of("io.latchkey", "io.latchkey.spi")) {
      JavaPackage exported = Gate.CORE.getPackage(name);
      assertThat(exported.isAnnotatedWith(NullMarked.class)).as("@NullMarked on %s", name).isTrue();
      assertThat(exported.isAnnotatedWith(CheckReturnValue.class))
          .as("@CheckReturnValue on %s", name)
          .isTrue();
    }
    assertThat(Gate.CORE.getPackage("io.latchkey.internal").isAnnotatedWith(NullMarked.class))
        .isTrue();
  }

  @Test
  void exportedType_saysSinceWhen() throws IOException {
    List<String> without = new ArrayList<>();
    int seen = 0;
    for (String line : ApiSnapshot.listing(Latchkey.class)) {
      String type = line.substring(0, line.indexOf(' '));
      if (!type.contains("#")) {
        seen++;
        if (!comment(type).contains("@since")) {
          without.add(type);
        }
      }
    }
    assertThat(seen).as("exported types").isGreaterThan(90);
    assertThat(without).as("exported types without @since").isEmpty();
  }

  @Test
  void internalPublicType_saysThatItIsNoApi() throws IOException {
    List<String> without = new ArrayList<>();
    int seen = 0;
    for (Path source : sources("internal")) {
      String text = Files.readString(source);
      if (text.contains("\npublic ")) {
        seen++;
        if (!text.contains(DISCLAIMER)) {
          without.add(source.getFileName().toString());
        }
      }
    }
    assertThat(seen).as("public types in io.latchkey.internal").isGreaterThan(5);
    assertThat(without).as("internal types without the disclaimer").isEmpty();
  }

  @Test
  void search_seesATypeWithoutSince() {
    assertThat(commentIn("/** One. */\npublic final class One {\n/** @since 1 */ int x; }", "One"))
        .isEqualTo(" One. ");
    assertThat(commentIn("/** Two.\n * @since 1.0\n */\n@Immutable\npublic record Two() {}", "Two"))
        .contains("@since");
  }

  private static List<Path> sources(String packageName) throws IOException {
    try (var files = Files.list(SOURCES.resolve(packageName))) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** The comment of an exported type, which may stand inside another one. */
  private static String comment(String type) throws IOException {
    String below = type.substring("io.latchkey.".length());
    String path = below.startsWith("spi.") ? "spi/" + below.substring(4) : below;
    String[] names = path.split("\\.", -1);
    return commentIn(
        Files.readString(SOURCES.resolve(names[0] + ".java")),
        names[names.length - 1].replaceAll(".*/", ""));
  }

  private static String commentIn(String source, String simpleName) {
    Matcher types = PUBLIC_TYPE.matcher(source);
    while (types.find()) {
      if (types.group(2).equals(simpleName)) {
        return types.group(1);
      }
    }
    throw new AssertionError("no comment of " + simpleName + " was found");
  }
}

package io.latchkey.jdbc;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The form in which text lies in a column, so that every database gives back what it was given.
 *
 * <p>Databases refuse NUL or cut text there, and drivers replace an unpaired surrogate, so that two
 * different ids would become one. Both are escaped, and with them the characters the escapes are
 * made of; any other text is stored as it is. Two different texts never have one form, the form of
 * a part is found in the form of a whole exactly if the part is found in the whole, and control
 * characters keep their order.
 */
final class StoredText {

  /** How much longer a text can get: an unpaired surrogate becomes eight characters. */
  static final int GROWTH = 8;

  private static final char ESCAPE = '\u0001';

  /** Characters from here on stand for themselves, unless they are unpaired surrogates. */
  private static final char PLAIN = '\u0008';

  /** The first of four characters that stand for the digits 0 to 3. */
  private static final char DIGIT = '\u0002';

  /** Follows the escape where an unpaired surrogate is written. */
  private static final char SURROGATE = '\u0006';

  private static final int SURROGATE_DIGITS = 6;

  private StoredText() {}

  static String encode(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < PLAIN || Character.isSurrogate(text.charAt(i))) {
        return escaped(text);
      }
    }
    return text;
  }

  private static String escaped(String text) {
    StringBuilder form = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < PLAIN) {
        form.append(ESCAPE);
        digits(form, c, 2);
      } else if (!Character.isSurrogate(c)) {
        form.append(c);
      } else if (isPair(text, i)) {
        form.append(c).append(text.charAt(++i));
      } else {
        form.append(ESCAPE).append(SURROGATE);
        digits(form, c - Character.MIN_SURROGATE, SURROGATE_DIGITS);
      }
    }
    return form.toString();
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private static void digits(StringBuilder form, int value, int count) {
    for (int digit = count - 1; digit >= 0; digit--) {
      form.append((char) (DIGIT + ((value >> (2 * digit)) & 3)));
    }
  }

  static String decode(String form) {
    int escape = form.indexOf(ESCAPE);
    if (escape < 0) {
      return form;
    }
    StringBuilder text = new StringBuilder(form.length());
    int from = 0;
    while (escape >= 0) {
      text.append(form, from, escape);
      boolean surrogate = escape + 1 < form.length() && form.charAt(escape + 1) == SURROGATE;
      int first = escape + (surrogate ? 2 : 1);
      from = first + (surrogate ? SURROGATE_DIGITS : 2);
      int value = value(form, first, from);
      text.append((char) (surrogate ? Character.MIN_SURROGATE + value : value));
      escape = form.indexOf(ESCAPE, from);
    }
    return text.append(form, from, form.length()).toString();
  }

  private static int value(String form, int from, int to) {
    if (to > form.length()) {
      throw new IllegalArgumentException("an escape is cut off");
    }
    int value = 0;
    for (int i = from; i < to; i++) {
      int digit = form.charAt(i) - DIGIT;
      if (digit < 0 || digit > 3) {
        throw new IllegalArgumentException("an escape has a foreign character");
      }
      value = value * 4 + digit;
    }
    return value;
  }

  /** Several texts as one: each is ended by a line feed, and none has one of its own any more. */
  static String join(Iterable<String> texts) {
    StringBuilder lines = new StringBuilder();
    for (String text : texts) {
      line(lines, text);
    }
    return lines.toString();
  }

  static List<String> split(String lines) {
    List<String> texts = new ArrayList<>();
    int from = 0;
    int end = lines.indexOf('\n');
    while (end >= 0) {
      texts.add(unquoted(lines.substring(from, end)));
      from = end + 1;
      end = lines.indexOf('\n', from);
    }
    if (from != lines.length()) {
      throw new IllegalArgumentException("the last line has no end");
    }
    return texts;
  }

  /** Names and values in turn, by rising name. */
  static String joinMap(Map<String, String> map) {
    StringBuilder lines = new StringBuilder();
    new TreeMap<>(map)
        .forEach(
            (name, value) -> {
              line(lines, name);
              line(lines, value);
            });
    return lines.toString();
  }

  static SortedMap<String, String> splitMap(String lines) {
    List<String> texts = split(lines);
    if (texts.size() % 2 != 0) {
      throw new IllegalArgumentException("a name has no value");
    }
    SortedMap<String, String> map = new TreeMap<>();
    for (int i = 0; i < texts.size(); i += 2) {
      map.put(texts.get(i), texts.get(i + 1));
    }
    return map;
  }

  private static void line(StringBuilder lines, String text) {
    lines.append(text.replace("\\", "\\\\").replace("\n", "\\n")).append('\n');
  }

  private static String unquoted(String line) {
    int quote = line.indexOf('\\');
    if (quote < 0) {
      return line;
    }
    StringBuilder text = new StringBuilder(line.length());
    int from = 0;
    while (quote >= 0) {
      text.append(line, from, quote);
      char quoted = quote + 1 < line.length() ? line.charAt(quote + 1) : '\0';
      if (quoted != '\\' && quoted != 'n') {
        throw new IllegalArgumentException("a backslash quotes nothing");
      }
      text.append(quoted == 'n' ? '\n' : '\\');
      from = quote + 2;
      quote = line.indexOf('\\', from);
    }
    return text.append(line, from, line.length()).toString();
  }
}

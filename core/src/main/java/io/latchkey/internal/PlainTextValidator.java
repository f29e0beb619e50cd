package io.latchkey.internal;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Internal: not API, may change at any time.
 *
 * <p>Decides what {@link PlainText} is, for documents and builders alike.
 */
public final class PlainTextValidator implements ConstraintValidator<PlainText, String> {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private int max;

  @Override
  public void initialize(PlainText constraint) {
    max = constraint.max();
  }

  @Override
  public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
    return text == null || Faults.report(faults(text, max), context);
  }

  /**
   * Names what is wrong with a text, without repeating any of it.
   *
   * @param text the text
   * @param max the greatest number of code points
   * @return what it must or must not be; empty if it is right
   */
  public static List<String> faults(String text, int max) {
    List<String> faults = new ArrayList<>();
    if (text.codePointCount(0, text.length()) > max) {
      faults.add("must have at most " + max + " characters");
    }
    if (text.codePoints().noneMatch(Character::isLetterOrDigit)) {
      faults.add("must have a letter or digit");
    }
    if (!text.isEmpty()
        && (isSpace(text.codePointAt(0)) || isSpace(text.codePointBefore(text.length())))) {
      faults.add("must not begin or end with a space");
    }
    if (text.codePoints().anyMatch(PlainTextValidator::isUnfit)) {
      faults.add("must not have control or invisible characters");
    }
    return faults;
  }

  private static boolean isSpace(int codePoint) {
    return Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
  }

  /**
   * Direction marks and their like make one name look like another. The two joiners are needed to
   * spell some languages. Half a surrogate pair does not survive a store.
   */
  private static boolean isUnfit(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      case Character.FORMAT -> codePoint != ZERO_WIDTH_JOINER && codePoint != ZERO_WIDTH_NON_JOINER;
      default -> false;
    };
  }
}

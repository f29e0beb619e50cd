package io.latchkey.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import java.nio.Buffer;
import java.util.Set;
import java.util.regex.Pattern;

/** Recognises fields that can hold the text of a key, its secret or its digest. */
final class KeyMaterial {

  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(text|secret|digest|password|credential|token|plain|presented|body|header|pasted)");

  private static final Set<String> MUTABLE_TEXT =
      Set.of("char[]", "byte[]", "java.lang.StringBuilder", "java.lang.StringBuffer");

  private KeyMaterial() {}

  /** Tells whether a field of an object can hold characters of a key, by its type or its name. */
  static boolean canBeIn(JavaField field) {
    JavaClass type = field.getRawType();
    return MUTABLE_TEXT.contains(readable(type))
        || type.isAssignableTo(Buffer.class)
        || isNamed(field);
  }

  /** Tells whether a field of text is named like one that holds a key. */
  static boolean isNamed(JavaField field) {
    JavaClass type = field.getRawType();
    boolean text = type.isAssignableTo(CharSequence.class) || type.isArray();
    return text && NAME.matcher(field.getName()).matches();
  }

  private static String readable(JavaClass type) {
    return type.isArray() ? type.getComponentType().getName() + "[]" : type.getName();
  }
}

package io.latchkey.architecture;

import java.io.Serializable;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Types that break the rules, for the rules to find. None of them is ever used. */
@SuppressWarnings({"unused", "serial", "ArrayRecordComponent", "NonFinalStaticField"})
final class PlantedTypes {

  private PlantedTypes() {}

  static class CanBeExtended {
    protected CanBeExtended() {}
  }

  static final class CanBeSerialised implements Serializable {
    private static final long serialVersionUID = 1L;
  }

  static final class HasSetter {
    private int count;

    void setCount(int count) {
      this.count = count;
    }
  }

  static final class CanBeCloned implements Cloneable {
    @Override
    public CanBeCloned clone() {
      return new CanBeCloned();
    }
  }

  static final class HasPublicField {
    public int count;
  }

  static final class ForeignException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  record HoldsArray(byte[] bytes) {}

  record HoldsSecret(String keyText) {}

  static final class KeepsText {
    private final char[] pasted = {};
  }

  static final class KeepsNamedText {
    private final String secret = "";
  }

  static final class KeepsBuilder {
    private final StringBuilder parts = new StringBuilder();
  }

  /** Shows a type of a third party. */
  public static final class ShowsForeignType {
    public AbstractAssert<?, ?> shown() {
      return null;
    }
  }

  /** Shows a type of a third party as a type argument. */
  public static final class ShowsForeignArgument {
    public List<? extends AbstractAssert<?, ?>> shown() {
      return List.of();
    }
  }

  /** Shows a type that nobody outside can name. */
  public static final class ShowsHiddenType {
    public Hidden shown() {
      return new Hidden();
    }
  }

  /** Inherits a method from a type that nobody outside can name. */
  public static final class ExtendsHiddenType extends HiddenParent {}

  abstract static class HiddenParent {
    public int shown() {
      return 1;
    }
  }

  /** Throws a type that nobody outside can name. */
  public static final class ThrowsHiddenType {
    public ThrowsHiddenType() throws HiddenException {}
  }

  /** Named as in beans. */
  public static final class HasGetter {
    public int getCount() {
      return 0;
    }
  }

  static final class Hidden {}

  static final class HiddenException extends Exception {
    private static final long serialVersionUID = 1L;
  }
}

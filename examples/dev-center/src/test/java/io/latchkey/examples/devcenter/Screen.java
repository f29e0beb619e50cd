package io.latchkey.examples.devcenter;

import org.openqa.selenium.Dimension;

/** The screens that every page must fit. */
enum Screen {
  DESKTOP(1280, 900),
  PHONE(390, 844);

  private final int width;
  private final int height;

  Screen(int width, int height) {
    this.width = width;
    this.height = height;
  }

  /** The room for a page. */
  Dimension inside() {
    return new Dimension(width, height);
  }
}

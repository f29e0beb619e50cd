package io.latchkey;

/** The clocks of the platform; the only place that reads them. */
enum SystemTime implements TimeSource {
  INSTANCE;

  @Override
  public long epochMillis() {
    return System.currentTimeMillis();
  }

  @Override
  public long nanoTime() {
    return System.nanoTime();
  }
}

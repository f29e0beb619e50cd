package io.latchkey;

import java.util.function.Consumer;

/** For a host without seal keys. */
final class NoSeals implements Seals {

  @Override
  public SealStatus status(HostActor host) {
    throw noKeys();
  }

  @Override
  public ResealReport reseal(HostActor host, Consumer<ResealReport> progress) {
    throw noKeys();
  }

  @Override
  public void acceptRows(HostActor host, AccountId account) {
    throw noKeys();
  }

  @Override
  public void acceptHostRows(HostActor host) {
    throw noKeys();
  }

  private static IllegalStateException noKeys() {
    return new IllegalStateException(
        "there are no seal keys: give the builder some with seal(...)");
  }
}

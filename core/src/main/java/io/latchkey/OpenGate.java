package io.latchkey;

import io.latchkey.spi.AccountRecord;
import io.latchkey.spi.KeyRecord;
import io.latchkey.spi.PartnerRecord;

/** Uses every record: for a host without seal keys. */
final class OpenGate implements RowGate, LoadGate {

  static final OpenGate INSTANCE = new OpenGate();

  private OpenGate() {}

  @Override
  public boolean admits(KeyRecord key) {
    return true;
  }

  @Override
  public boolean admits(PartnerRecord partner) {
    return true;
  }

  @Override
  public boolean admits(AccountRecord account) {
    return true;
  }

  @Override
  public void removed(String keyId) {}

  @Override
  public void appeared(KeyRecord key) {}

  @Override
  public boolean takeStale() {
    return false;
  }

  @Override
  public LoadGate load() {
    return this;
  }

  @Override
  public void chainSeal(String chain, String seal) {}

  @Override
  public void finish() {}
}

package io.latchkey.spi;

/** Passes on partners and accounts alone. */
final class OwnersOnly implements RecordSink {

  private final RecordSink sink;

  OwnersOnly(RecordSink sink) {
    this.sink = sink;
  }

  @Override
  public void partner(PartnerRecord partner) {
    sink.partner(partner);
  }

  @Override
  public void account(AccountRecord account) {
    sink.account(account);
  }

  @Override
  public void key(KeyRecord key) {}
}

package io.latchkey;

import io.latchkey.contract.HostTransaction;
import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.KeyStore;
import java.util.function.Consumer;

/** A {@link World} whose host stages keys in transactions of its own. Close it at the end. */
final class StagingWorld implements AutoCloseable {

  final KeyStore content = HonestStore.create();
  final InterceptedStore calls = InterceptedStore.staging(content);
  final World world;

  private StagingWorld(Consumer<Latchkey.Builder> settings) {
    world = World.on(calls.store(), settings);
  }

  static StagingWorld create() {
    return create(builder -> {});
  }

  static StagingWorld create(Consumer<Latchkey.Builder> settings) {
    return new StagingWorld(settings);
  }

  /** A transaction of the host's; the test closes it. */
  HostTransaction begin() {
    return HonestStore.begin(content);
  }

  /** What a transaction of the host's creates and replaces by. */
  StagingIssuer within(HostTransaction host) {
    return world.latchkey.within(host);
  }

  /** A key that a transaction of the host's has staged, before which something else happens. */
  IssuedKey staged(NewKey request, Runnable beforeTheHostsCommit) {
    try (HostTransaction host = begin()) {
      IssuedKey issued = within(host).create(World.ADMIN, request);
      beforeTheHostsCommit.run();
      host.commit();
      return issued;
    }
  }

  IssuedKey staged() {
    return staged(World.request(), () -> {});
  }

  /** The same for a replacement. */
  IssuedKey staged(Replacement request, Runnable beforeTheHostsCommit) {
    try (HostTransaction host = begin()) {
      IssuedKey issued = within(host).replace(World.ADMIN, request);
      beforeTheHostsCommit.run();
      host.commit();
      return issued;
    }
  }

  @Override
  public void close() {
    world.close();
  }
}

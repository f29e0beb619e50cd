package io.latchkey.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A comparison with something that does not check would be worth nothing. */
class PeerParityTest {

  private static final String PREFIX = "acme_ci_live_";
  private static final List<String> TEXTS =
      List.of(PREFIX + "a".repeat(55), PREFIX + "b".repeat(55), PREFIX + "c".repeat(55));

  @ParameterizedTest
  @EnumSource
  void inProcessPeer_rightAndWrongKey_areToldApart(InProcessPeer peer) {
    tellsApart(peer.open(TEXTS));
  }

  @ParameterizedTest
  @EnumSource
  void passwordPeer_rightAndWrongKey_areToldApart(PasswordPeer peer) {
    tellsApart(peer.open(TEXTS.get(1)));
  }

  @ParameterizedTest
  @EnumSource
  void tokenPeer_rightAndForgedToken_areToldApart(TokenPeer peer) {
    tellsApart(peer.open());
  }

  @ParameterizedTest
  @EnumSource
  void databasePeer_rightAndWrongKey_areToldApart(DatabasePeer peer) {
    tellsApart(peer.open(TEXTS));
  }

  @Test
  void parity_peerThatAcceptsAll_isFound() {
    assertThatThrownBy(() -> Peer.requireParity(new Answering(true)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("accepts a wrong credential");
  }

  @Test
  void parity_peerThatRefusesAll_isFound() {
    assertThatThrownBy(() -> Peer.requireParity(new Answering(false)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("refuses the right credential");
  }

  private static void tellsApart(Peer peer) {
    try (peer) {
      assertThat(peer.accepts(peer.right())).isTrue();
      assertThat(peer.accepts(peer.wrong())).isFalse();
      Peer.requireParity(peer);
    }
  }

  private record Answering(boolean always) implements Peer {

    @Override
    public String right() {
      return "right";
    }

    @Override
    public String wrong() {
      return "wrong";
    }

    @Override
    public boolean accepts(String credential) {
      return always;
    }
  }
}

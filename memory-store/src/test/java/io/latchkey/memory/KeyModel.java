package io.latchkey.memory;

/** What a key is in, as {@link io.latchkey.KeyIssuer} describes it; for one thread. */
public final class KeyModel {

  private final String[] states = {"PENDING", "ACTIVE"};

  /** A pending key becomes active. */
  public String acknowledge(int key) {
    if (states[key].equals("PENDING")) {
      states[key] = "ACTIVE";
    }
    return states[key].equals("REVOKED") ? "KEY_ENDED" : states[key];
  }

  /** Off. */
  public String disable(int key) {
    return turn(key, "DISABLED");
  }

  /** On again. */
  public String enable(int key) {
    return turn(key, "ACTIVE");
  }

  private String turn(int key, String to) {
    if (states[key].equals("PENDING")) {
      return "NOT_ACKNOWLEDGED";
    }
    if (states[key].equals("REVOKED")) {
      return "KEY_ENDED";
    }
    states[key] = to;
    return to;
  }

  /** Off for ever. */
  public String revoke(int key) {
    states[key] = "REVOKED";
    return "REVOKED";
  }

  /** What people see. */
  public String find(int key) {
    return states[key];
  }

  /** What a caller's key gets. */
  public String verify(int key) {
    return states[key].equals("ACTIVE") ? "accepted" : "KEY_" + states[key];
  }
}

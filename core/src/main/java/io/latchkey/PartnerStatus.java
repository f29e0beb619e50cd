package io.latchkey;

import java.util.Locale;
import java.util.Optional;

/**
 * Whether a {@link Partner} gets new keys and whether its keys work.
 *
 * <table>
 * <caption>What {@link PartnerRegistry} does in each status</caption>
 * <tr><th>status</th><th>new keys</th><th>existing keys</th><th>suspend</th><th>resume</th><th>retire</th></tr>
 * <tr><td>active</td><td>yes</td><td>work</td><td>suspended</td><td>unchanged</td><td>retired</td></tr>
 * <tr><td>suspended</td><td>no</td><td>stop</td><td>unchanged</td><td>active</td><td>refused</td></tr>
 * <tr><td>retired</td><td>no</td><td>work</td><td>suspended</td><td>active</td><td>unchanged</td></tr>
 * </table>
 *
 * <p>Frozen: no constant will be added.
 *
 * @since 1.0
 */
public enum PartnerStatus {
  /** New keys are issued, existing ones work. */
  ACTIVE,
  /** All keys stop, in every account, and none is issued. */
  SUSPENDED,
  /** No key is issued; existing ones work on and can be replaced. */
  RETIRED;

  private final String code = name().toLowerCase(Locale.ROOT);

  /** The status as it stands in stores and documents. */
  String code() {
    return code;
  }

  static Optional<PartnerStatus> ofCode(String code) {
    for (PartnerStatus status : values()) {
      if (status.code.equals(code)) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}

package io.latchkey.examples.devcenter.users;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down who guesses passwords: so many attempts a minute from one address, and so many for one
 * user name. The address is the one of the connection; behind a proxy that you trust, set {@code
 * server.forward-headers-strategy}, and never take the left-most entry of a header that callers
 * write.
 */
public final class SignInLimit extends OncePerRequestFilter {

  /** So many addresses and names are remembered; whoever has not been seen for longest goes. */
  private static final int REMEMBERED = 10_000;

  private final int perMinute;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > REMEMBERED;
        }
      };

  /**
   * Makes a limit.
   *
   * @param perMinute attempts a minute, at least 1
   */
  public SignInLimit(int perMinute) {
    this.perMinute = perMinute;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !(request.getMethod().equals("POST") && request.getServletPath().equals("/sign-in"));
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    long waitNanos = take("address:" + request.getRemoteAddr());
    if (waitNanos == 0) {
      // Only then: who has no allowance must not use up that of a name, nor push others out.
      waitNanos = take("name:" + nameIn(request));
    }
    if (waitNanos == 0) {
      chain.doFilter(request, response);
      return;
    }
    long seconds = Duration.ofNanos(waitNanos).toSeconds() + 1;
    response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    response.sendError(HttpStatus.TOO_MANY_REQUESTS.value());
  }

  /** The name as it is looked up: without the white space around it. */
  private static String nameIn(HttpServletRequest request) {
    String name = Objects.requireNonNullElse(request.getParameter("username"), "").trim();
    return name.substring(0, Math.min(name.length(), 64));
  }

  /** Takes one attempt; says how long to wait if there is none, otherwise zero. */
  private long take(String who) {
    Bucket bucket;
    synchronized (buckets) {
      bucket = buckets.computeIfAbsent(who, any -> newBucket());
    }
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed() ? 0 : probe.getNanosToWaitForRefill();
  }

  private Bucket newBucket() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, Duration.ofMinutes(1)))
        .build();
  }
}

package io.latchkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/** Fails the n-th call of the thread that made this, and no call of the background. */
final class FailingCall implements InterceptedStore.Meddler {

  private final Thread thread = Thread.currentThread();
  private final List<String> seen = new ArrayList<>();
  private final int index;
  private final StoreFailure failure;

  FailingCall(int index, StoreFailure failure) {
    this.index = index;
    this.failure = failure;
  }

  List<String> seen() {
    return List.copyOf(seen);
  }

  @Override
  public Object around(InterceptedStore.Call call) throws Throwable {
    // Catching up comes after the outcome and can't change it; FeedFollowerTest has its failures.
    if (Thread.currentThread() != thread || call.name().equals("changes")) {
      return call.proceed();
    }
    seen.add(call.name());
    if (failure == null || seen.size() != index + 1) {
      return call.proceed();
    }
    if (failure == StoreFailure.ANSWER_LOST) {
      assertThat(call.proceed()).isNotNull();
    }
    throw failure.exception();
  }
}

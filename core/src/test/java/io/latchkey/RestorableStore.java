package io.latchkey;

import io.latchkey.sabotage.HonestStore;
import io.latchkey.spi.Commit;
import io.latchkey.spi.CommitResult;
import io.latchkey.spi.FeedPage;
import io.latchkey.spi.FeedPosition;
import io.latchkey.spi.KeySource;
import io.latchkey.spi.KeyStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A store that can be set back to an earlier state, as by a backup that is restored. */
final class RestorableStore {

  private final Object lock = new Object();
  private final List<Commit> commits = new ArrayList<>();
  private final KeyStore store;
  private KeyStore current = HonestStore.create();
  private String epoch = "first history";

  RestorableStore() {
    store =
        (KeyStore)
            Proxy.newProxyInstance(
                KeyStore.class.getClassLoader(),
                new Class<?>[] {KeyStore.class},
                (proxy, method, arguments) -> call(method, arguments));
  }

  KeyStore store() {
    return store;
  }

  /** A point to come back to. */
  int backup() {
    synchronized (lock) {
      return commits.size();
    }
  }

  /** Goes back to a point; a store that keeps its epoch shows it by its numbers alone. */
  void restore(int backup, String epochFromNow) {
    synchronized (lock) {
      List<Commit> kept = List.copyOf(commits.subList(0, backup));
      commits.clear();
      current = HonestStore.create();
      epoch = epochFromNow;
      kept.forEach(this::replay);
    }
  }

  private void replay(Commit commit) {
    if (current.commit(commit).status() != CommitResult.Status.COMMITTED) {
      throw new IllegalStateException(commit + " can't be replayed");
    }
    commits.add(commit);
  }

  private Object call(Method method, Object[] arguments) throws Throwable {
    synchronized (lock) {
      if (method.getName().equals("capabilities")) {
        return Set.of(KeySource.Capability.LOCAL);
      }
      Object answer = invoke(method, arguments);
      if (answer instanceof CommitResult result
          && result.status() == CommitResult.Status.COMMITTED) {
        commits.add((Commit) arguments[0]);
      }
      if (answer instanceof FeedPage page) {
        return new FeedPage(inHistory(page.position()), page.lowWater(), page.changes());
      }
      return answer instanceof FeedPosition position ? inHistory(position) : answer;
    }
  }

  private FeedPosition inHistory(FeedPosition position) {
    return new FeedPosition(epoch, position.number());
  }

  private Object invoke(Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(current, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}

package io.latchkey.architecture;

import java.io.ObjectInputStream;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.jar.JarFile;
import org.assertj.core.api.Assertions;

/** Code that breaks the rules, for the rules to find. None of it is ever run. */
@SuppressWarnings({"unused", "SystemOut", "JavaUtilDate", "JavaTimeDefaultTimeZone"})
final class PlantedCode {

  private PlantedCode() {}

  static final class Network {
    ServerSocket socket;
  }

  static final class Archives {
    JarFile archive;
  }

  static final class Framework {
    Object framework = Assertions.assertThat(true);
  }

  static final class Prints {
    void run() {
      System.out.println("found");
    }
  }

  static final class PrintsStackTrace {
    void run(Exception e) {
      e.printStackTrace();
    }
  }

  static final class Exits {
    void run() {
      System.exit(1);
    }
  }

  static final class HooksShutdown {
    void run(Runnable hook) {
      Runtime.getRuntime().addShutdownHook(new Thread(hook));
    }
  }

  static final class ReadsWallClock {
    long run() {
      return System.currentTimeMillis();
    }
  }

  static final class ReadsMonotonicClock {
    LongSupplier run() {
      return System::nanoTime;
    }
  }

  static final class AsksInstant {
    Instant run() {
      return Instant.now();
    }
  }

  static final class AsksClock {
    Instant run() {
      return Clock.systemUTC().instant();
    }
  }

  static final class AsksDate {
    Date run() {
      return new Date();
    }
  }

  static final class DrawsRandom {
    Random random = new Random();
  }

  static final class DrawsMathRandom {
    double run() {
      return Math.random();
    }
  }

  static final class DrawsThreadLocalRandom {
    int run() {
      return ThreadLocalRandom.current().nextInt();
    }
  }

  static final class MakesThread {
    Thread run(Runnable task) {
      return new Thread(task);
    }
  }

  static final class UsesExecutor {
    void run(Executor executor, Runnable task) {
      executor.execute(task);
    }
  }

  static final class StartsInConstructor {
    StartsInConstructor(Runnable task) {
      begin(task);
    }

    private static void begin(Runnable task) {
      Thread thread = new Thread(task);
      thread.start();
    }
  }

  static final class StaysWithThread {
    private static final ThreadLocal<byte[]> BUFFER = ThreadLocal.withInitial(() -> new byte[64]);
  }

  static final class Reflects {
    Object run(String name) throws ReflectiveOperationException {
      return Class.forName(name).getDeclaredConstructor().newInstance();
    }
  }

  static final class Deserialises {
    Object run(ObjectInputStream in) throws Exception {
      return in.readObject();
    }
  }

  static final class LocksItself {
    private int count;

    synchronized void run() {
      count++;
    }
  }

  static final class KeepsStaticVariable {
    private static int count;
  }

  static final class KeepsStaticList {
    private static final List<String> SEEN = new ArrayList<>();
  }

  static final class KeepsStaticArray {
    private static final int[] COUNTS = {0};
  }

  static final class KeepsStaticState {
    private static final KeepsStaticState INSTANCE = new KeepsStaticState();
    private int count;
  }
}

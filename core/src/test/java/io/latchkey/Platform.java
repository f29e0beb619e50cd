package io.latchkey;

import java.lang.reflect.Method;
import java.nio.file.Path;

/**
 * What a test asks of the JVM through modules that this one does not require, hence by reflection.
 */
final class Platform {

  private static final String MANAGEMENT = "java.lang.management.ManagementFactory";
  private static final String DIAGNOSTIC = "com.sun.management.HotSpotDiagnosticMXBean";

  private final Object threads;
  private final Method allocatedBytes;

  Platform() throws ReflectiveOperationException {
    threads = Class.forName(MANAGEMENT).getMethod("getThreadMXBean").invoke(null);
    allocatedBytes =
        Class.forName("com.sun.management.ThreadMXBean")
            .getMethod("getThreadAllocatedBytes", long.class);
  }

  /** How many bytes this thread has allocated since it began. */
  long allocatedBytes() throws ReflectiveOperationException {
    return (long) allocatedBytes.invoke(threads, Thread.currentThread().getId());
  }

  /** Writes every object that can be reached into a file. */
  static void dumpHeap(Path file) throws ReflectiveOperationException {
    Class<?> type = Class.forName(DIAGNOSTIC);
    Object bean =
        Class.forName(MANAGEMENT).getMethod("getPlatformMXBean", Class.class).invoke(null, type);
    type.getMethod("dumpHeap", String.class, boolean.class).invoke(bean, file.toString(), true);
  }
}

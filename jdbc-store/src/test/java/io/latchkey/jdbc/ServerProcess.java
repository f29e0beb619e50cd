package io.latchkey.jdbc;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A database server in a process of its own that ends with this JVM. */
final class ServerProcess {

  private static final long PATIENCE_SECONDS = 180;

  private ServerProcess() {}

  /** Starts a server and waits until it answers and has a database called test. */
  static void start(List<String> command, Map<String, String> environment, Path log, String url)
      throws IOException {
    ProcessBuilder settings =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    settings.environment().putAll(environment);
    Process server = settings.start();
    Runtime.getRuntime().addShutdownHook(new Thread(server::destroy));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (true) {
      try (Connection connection = DriverManager.getConnection(url);
          var statement = connection.createStatement()) {
        statement.execute("CREATE DATABASE IF NOT EXISTS test");
        return;
      } catch (SQLException e) {
        if (!server.isAlive() || System.nanoTime() > deadline) {
          throw new IOException(command.get(0) + " does not answer, see " + log, e);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      }
    }
  }

  /** Runs a command to its end and returns what it printed. */
  @CanIgnoreReturnValue
  static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(command + ": " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
    return output;
  }

  /** Below the range from which the system takes ports for outgoing connections. */
  static int freePort() throws IOException {
    for (int port = 21_000; port < 32_000; port++) {
      if (isFree(port)) {
        return port;
      }
    }
    throw new IOException("no port is free");
  }

  private static boolean isFree(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (BindException e) {
      return false;
    }
  }
}

package io.latchkey.jdbc.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Stands between a client and a database on this machine, and misbehaves when told to: as a network
 * does, below everything that the driver knows of.
 */
public final class TcpProxy implements AutoCloseable {

  /**
   * As PostgreSQL's driver sends it; a level of isolation has the word as well, but not its end.
   */
  private static final byte[] COMMIT = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);

  /** Stands in every transaction of the store that changes something. */
  private static final byte[] EVENT = "_events (".getBytes(StandardCharsets.US_ASCII);

  private final ServerSocket listener;
  private final AtomicReference<Integer> target = new AtomicReference<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<CountDownLatch> cutAnswerToCommit = new AtomicReference<>();
  private volatile boolean refusing;
  private volatile CountDownLatch stalled = new CountDownLatch(0);

  public TcpProxy(int targetPort) throws IOException {
    target.set(targetPort);
    listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    start("proxy-accept", this::accept);
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** From now on new connections go to another server. */
  public void pointTo(int port) {
    target.set(port);
  }

  /** Ends every connection there is. */
  public void dropAll() {
    open.forEach(TcpProxy::close);
  }

  /** Ends every connection and takes no new one, until told otherwise. */
  public void refuse(boolean refuse) {
    refusing = refuse;
    if (refuse) {
      dropAll();
    }
  }

  /** From now on answers wait in the proxy, until {@link #resume}. */
  public void stall() {
    stalled = new CountDownLatch(1);
  }

  public void resume() {
    stalled.countDown();
  }

  /**
   * The next commit that changes something reaches the database, and its answer nobody.
   *
   * @return is counted down when the answer was swallowed
   */
  CountDownLatch cutNextAnswerToCommit() {
    CountDownLatch swallowed = new CountDownLatch(1);
    cutAnswerToCommit.set(swallowed);
    return swallowed;
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (refusing) {
          close(client);
          continue;
        }
        connect(client);
      } catch (IOException e) {
        // Closed, or the server is down: the client sees its connection end.
        Thread.onSpinWait();
      }
    }
  }

  private void connect(Socket client) throws IOException {
    Socket server;
    try {
      server = new Socket(InetAddress.getLoopbackAddress(), target.get());
    } catch (IOException e) {
      close(client);
      throw e;
    }
    client.setTcpNoDelay(true);
    server.setTcpNoDelay(true);
    open.add(client);
    open.add(server);
    Pair pair = new Pair(client, server);
    start("proxy-requests", pair::requests);
    start("proxy-answers", pair::answers);
  }

  private static void start(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
    stalled.countDown();
    dropAll();
  }

  /** One connection, both ways. */
  private final class Pair {

    private final Socket client;
    private final Socket server;
    private final AtomicReference<CountDownLatch> swallow = new AtomicReference<>();
    private boolean changes;

    private Pair(Socket client, Socket server) {
      this.client = client;
      this.server = server;
    }

    private void requests() {
      byte[] buffer = new byte[64 * 1024];
      try {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        int count = in.read(buffer);
        while (count >= 0) {
          watch(buffer, count);
          out.write(buffer, 0, count);
          out.flush();
          count = in.read(buffer);
        }
      } catch (IOException e) {
        // One side is gone; so is the other in a moment.
        endBoth();
        return;
      }
      endBoth();
    }

    private void watch(byte[] buffer, int count) {
      changes = changes || contains(EVENT, buffer, count);
      if (!contains(COMMIT, buffer, count)) {
        return;
      }
      CountDownLatch cut = cutAnswerToCommit.get();
      if (cut != null && changes && cutAnswerToCommit.compareAndSet(cut, null)) {
        swallow.set(cut);
      }
      changes = false;
    }

    private void answers() {
      byte[] buffer = new byte[64 * 1024];
      try {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        int count = in.read(buffer);
        while (count >= 0) {
          CountDownLatch cut = swallow.get();
          if (cut != null) {
            // The database has answered, so the commit is made.
            endBoth();
            cut.countDown();
            return;
          }
          stalled.await();
          out.write(buffer, 0, count);
          out.flush();
          count = in.read(buffer);
        }
      } catch (IOException e) {
        endBoth();
        return;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      endBoth();
    }

    private void endBoth() {
      open.remove(client);
      open.remove(server);
      TcpProxy.close(client);
      TcpProxy.close(server);
    }

    private static boolean contains(byte[] wanted, byte[] buffer, int count) {
      for (int i = 0; i + wanted.length <= count; i++) {
        if (Arrays.equals(wanted, 0, wanted.length, buffer, i, i + wanted.length)) {
          return true;
        }
      }
      return false;
    }
  }
}

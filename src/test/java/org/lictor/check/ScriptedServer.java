package org.lictor.check;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Answers one connection after another with the bytes it was told, and keeps what it was asked. */
final class ScriptedServer implements AutoCloseable {
  private record Answer(String bytes, boolean hangs) {}

  private final ServerSocket listener;
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

  ScriptedServer() throws IOException {
    listener = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    Thread thread = new Thread(this::serve, "scripted-server");
    thread.setDaemon(true);
    thread.start();
  }

  void answer(String bytes) {
    answers.add(new Answer(bytes, false));
  }

  /** Answers that much and then says nothing more until the client goes. */
  void answerAndHang(String bytes) {
    answers.add(new Answer(bytes, true));
  }

  /** The next request that came. */
  String request() {
    try {
      String request = requests.poll(20, TimeUnit.SECONDS);
      if (request == null) {
        throw new AssertionError("no request came");
      }
      return request;
    } catch (InterruptedException stop) {
      throw new AssertionError(stop);
    }
  }

  String authority() {
    return "127.0.0.1:" + listener.getLocalPort();
  }

  String url(String path) {
    return "http://" + authority() + path;
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  private void serve() {
    while (!listener.isClosed()) {
      try (Socket client = listener.accept()) {
        Answer answer = answers.take();
        requests.add(read(client.getInputStream()));
        client.getOutputStream().write(answer.bytes().getBytes(StandardCharsets.ISO_8859_1));
        if (!answer.hangs()) {
          client.shutdownOutput();
        }
        // Closing with something unread would reset the connection under the answer.
        client.getInputStream().skip(Long.MAX_VALUE);
      } catch (IOException clientWentAway) {
        continue;
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private static String read(InputStream in) throws IOException {
    StringBuilder request = new StringBuilder();
    while (request.indexOf("\r\n\r\n") < 0) {
      int b = in.read();
      if (b < 0 || b == 0x16) { // the first byte of a TLS hello
        return request.toString();
      }
      request.append((char) b);
    }
    int length = 0;
    for (String line : request.toString().split("\r\n")) {
      if (line.startsWith("Content-Length: ")) {
        length = Integer.parseInt(line.substring(16));
      }
    }
    return request + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }
}

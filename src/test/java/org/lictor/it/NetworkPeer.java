package org.lictor.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A process on some host that tries on request whether it can connect to another one, sends it
 * datagrams, and tells which it has got.
 */
final class NetworkPeer implements AutoCloseable {
  private static final int PORT = 8_000;
  private static final int CONNECT_MILLIS = 400;

  private final Place place;
  private final Process process;
  private final HttpClient http = HttpClient.newHttpClient();

  private NetworkPeer(Place place, Process process) {
    this.place = place;
    this.process = process;
  }

  static NetworkPeer start(Place place) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classes = System.getProperty("java.class.path");
    List<String> line =
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            classes,
            NetworkPeer.class.getName(),
            place.address());
    NetworkPeer peer =
        new NetworkPeer(place, new ProcessBuilder(place.command(line)).inheritIO().start());
    Await.until("the peer", Duration.ofSeconds(30), peer::answers, () -> "it does not answer");
    return peer;
  }

  /** Whether this process gets an answer from it, over the connection it has, within a second. */
  boolean answers() {
    try {
      return ask("heard").startsWith("[");
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether it can make a connection to another one by TCP. */
  boolean connectsTo(NetworkPeer other) throws IOException {
    return ask("connect?" + other.place.address()).equals("true");
  }

  void sendTo(NetworkPeer other, String word) throws IOException {
    ask("send?" + other.place.address() + "/" + word);
  }

  boolean hasHeard(String word) {
    try {
      return ask("heard").contains(word);
    } catch (IOException e) {
      return false;
    }
  }

  private String ask(String question) throws IOException {
    try {
      URI uri = URI.create("http://" + place.address() + ":" + PORT + "/" + question);
      return http.send(
              HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(1)).build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() throws InterruptedException {
    process.destroyForcibly();
    process.waitFor();
  }

  /** The process itself, at the given address. */
  public static void main(String[] args) throws IOException {
    Set<String> heard = ConcurrentHashMap.newKeySet();
    DatagramSocket datagrams = new DatagramSocket(new InetSocketAddress(args[0], PORT));
    HttpServer server = HttpServer.create(new InetSocketAddress(args[0], PORT), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/",
        exchange -> {
          String what = exchange.getRequestURI().getPath();
          String query = exchange.getRequestURI().getQuery();
          String answer = heard.toString();
          if (what.equals("/connect")) {
            answer = "" + connects(query);
          } else if (what.equals("/send")) {
            send(datagrams, query.split("/")[0], query.split("/")[1]);
          }
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    byte[] room = new byte[100];
    while (true) {
      DatagramPacket packet = new DatagramPacket(room, room.length);
      datagrams.receive(packet);
      heard.add(new String(room, 0, packet.getLength(), StandardCharsets.UTF_8));
    }
  }

  private static boolean connects(String address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, PORT), CONNECT_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static void send(DatagramSocket socket, String address, String word) throws IOException {
    byte[] bytes = word.getBytes(StandardCharsets.UTF_8);
    socket.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(address, PORT)));
  }
}

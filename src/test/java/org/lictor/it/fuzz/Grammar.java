package org.lictor.it.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What requests are made of: endpoints with their parameters and bodies, and the words that fill
 * them. In a text {@code <word>} stands for one of a list of words, {@code <#word>} for one that is
 * a number or a truth value, {@code <@body>} for a body; a field that begins with {@code !} is
 * always there, and a parameter {@code *list} stands for a list of them. Immutable.
 */
public final class Grammar {
  private final Map<String, List<String>> words = new TreeMap<>();
  private final Map<String, JsonNode> bodies = new TreeMap<>();
  private final List<Form> forms = new ArrayList<>();

  private Grammar(JsonNode json) {
    json.get("words").properties().forEach(e -> words.put(e.getKey(), texts(e.getValue())));
    json.get("bodies").properties().forEach(e -> bodies.put(e.getKey(), e.getValue()));
    for (JsonNode endpoint : json.get("endpoints")) {
      String[] line = endpoint.get("send").textValue().split(" ", 2);
      List<String> parameters = new ArrayList<>();
      for (String parameter : texts(endpoint.get("with"))) {
        if (parameter.startsWith("*")) {
          parameters.addAll(texts(json.get(parameter.substring(1))));
        } else {
          parameters.add(parameter);
        }
      }
      forms.add(
          new Form(line[0], line[1], List.copyOf(parameters), endpoint.path("body").asText()));
    }
  }

  /** The grammar of the HTTP interface. */
  public static Grammar ofHttp() {
    try (var file = Grammar.class.getResourceAsStream("/fuzz/http.json")) {
      return new Grammar(new ObjectMapper().readTree(Objects.requireNonNull(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A request with places to fill.
   *
   * @param body empty if it has none
   */
  record Form(String method, String path, List<String> parameters, String body) {}

  List<Form> forms() {
    return forms;
  }

  /** The words that may stand for this one. */
  List<String> words(String name) {
    return Objects.requireNonNull(words.get(name), () -> "no words for " + name);
  }

  /** The template of a body. */
  JsonNode body(String name) {
    return Objects.requireNonNull(bodies.get(name), () -> "no body " + name);
  }

  private static List<String> texts(JsonNode list) {
    List<String> texts = new ArrayList<>();
    list.forEach(text -> texts.add(text.textValue()));
    return List.copyOf(texts);
  }
}

package org.lictor.it.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Writes the bodies of one request from their templates, and spoils them where it is told to. */
final class Bodies {
  private final Grammar grammar;
  private final Words words;
  private final RandomGenerator chance;

  Bodies(Grammar grammar, Words words, RandomGenerator chance) {
    this.grammar = grammar;
    this.words = words;
    this.chance = chance;
  }

  /** The body of a form: JSON if its template is, else a text as it is. */
  byte[] write(String form) {
    if (!form.startsWith("<@")) {
      return words.word(name(form)).getBytes(StandardCharsets.UTF_8);
    }
    StringBuilder json = new StringBuilder();
    value(new TextNode(form), json);
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void value(JsonNode template, StringBuilder json) {
    if (template.isObject()) {
      object(template, json);
    } else if (template.isArray()) {
      List<String> elements = new ArrayList<>();
      for (int i = chance.nextInt(4); i > 0; i--) {
        elements.add(text(template.get(0)));
      }
      json.append('[').append(String.join(",", elements)).append(']');
    } else if (template.textValue().startsWith("<@")) {
      value(grammar.body(name(template.textValue())), json);
    } else {
      word(template.textValue(), json);
    }
  }

  private void object(JsonNode template, StringBuilder json) {
    List<String> fields = new ArrayList<>();
    template
        .properties()
        .forEach(
            field -> {
              boolean always = field.getKey().startsWith("!");
              if (always || chance.nextInt(3) == 0) {
                String name = field.getKey().substring(always ? 1 : 0);
                String filled = name.startsWith("<") ? words.word(name(name)) : name;
                fields.add(quoted(filled) + ":" + text(field.getValue()));
              }
            });
    json.append('{').append(String.join(",", fields)).append('}');
  }

  private void word(String form, StringBuilder json) {
    if (!form.startsWith("<")) {
      json.append(quoted(form));
      return;
    }
    String word = words.word(name(form));
    boolean bare = form.startsWith("<#");
    json.append(
        bare && word.matches("-?(0|[1-9][0-9]*)([.][0-9]+)?|true|false|null")
            ? word
            : quoted(word));
  }

  private String text(JsonNode template) {
    StringBuilder json = new StringBuilder();
    value(template, json);
    return json.toString();
  }

  private static String quoted(String text) {
    return new TextNode(text).toString();
  }

  private static String name(String place) {
    return place.replaceAll("[<>@#]", "");
  }

  /** The same body, broken in one of the ways in which bodies are. */
  byte[] spoilt(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8);
    int at = text.isEmpty() ? 0 : chance.nextInt(text.length());
    String spoilt =
        switch (chance.nextInt(12)) {
          case 0 -> text.substring(0, at);
          case 1 -> text.substring(0, at) + (char) chance.nextInt(1, 0x3000) + text.substring(at);
          case 2 -> text.replaceFirst("\"[^\"]*\"", "7");
          case 3 -> text.replaceFirst(":\"[^\"]*\"", ":null");
          case 4 -> text.replaceFirst("\\{", "{\"Unknown\":{\"a\":[1,2,{}]},");
          case 5 -> "[".repeat(chance.nextInt(1, 3_000)) + text;
          case 6 -> text + text;
          case 7 -> text.replace("\"", "'");
          case 8 -> "{\"a\":".repeat(chance.nextInt(1, 3_000)) + text;
          case 9 ->
              text.replaceFirst(":\"[^\"]*\"", ":\"" + "z".repeat(chance.nextInt(70_000)) + '"');
          case 10 -> text.replaceFirst(":(\"[^\"]*\")", ":[$1]");
          default -> "";
        };
    byte[] bytes = spoilt.getBytes(StandardCharsets.UTF_8);
    if (chance.nextInt(6) == 0 && bytes.length > 0) {
      bytes[chance.nextInt(bytes.length)] = (byte) chance.nextInt(256);
    }
    return bytes;
  }
}

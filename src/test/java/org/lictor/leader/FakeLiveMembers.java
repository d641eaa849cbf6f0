package org.lictor.leader;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.lictor.grid.LiveMembers;
import org.lictor.model.Member;

/** A grid whose members come and go as the test says. */
final class FakeLiveMembers implements LiveMembers {
  private final List<Live> live = new ArrayList<>();
  private final List<Runnable> listeners = new ArrayList<>();

  @Override
  public List<Live> live() {
    return List.copyOf(live);
  }

  @Override
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }

  /** A client of that name at 10.0.0.1 comes. */
  void come(String name, String incarnation, String... tags) {
    comeAt(name, "10.0.0.1", incarnation, tags);
  }

  /** A member comes; each tag is {@code name=value}. */
  void comeAt(String name, String address, String incarnation, String... tags) {
    live.add(new Live(member(name, address, tags), incarnation));
    tell();
  }

  /** The member of that name goes. */
  void go(String name) {
    live.removeIf(one -> one.member().name().equals(name));
    tell();
  }

  /** The member of that name has become another one in an instant. */
  void become(String name, String address, String incarnation, String... tags) {
    live.removeIf(one -> one.member().name().equals(name));
    comeAt(name, address, incarnation, tags);
  }

  private void tell() {
    listeners.forEach(Runnable::run);
  }

  static Member member(String name, String address, String... tags) {
    Map<String, String> all = new TreeMap<>(Map.of("role", "node", "dc", "dc1"));
    for (String tag : tags) {
      String[] parts = tag.split("=", 2);
      all.put(parts[0], parts[1]);
    }
    return new Member(name, address, 8301, all, Member.Status.ALIVE);
  }
}

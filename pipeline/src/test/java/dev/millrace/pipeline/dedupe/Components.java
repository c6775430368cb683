package dev.millrace.pipeline.dedupe;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Connected components by union-find in memory: the slow obvious twin of the distributed ones. */
public final class Components {
    private final Map<String, String> parents = new HashMap<>();

    public Components join(String one, String other) {
        String first = root(one);
        String second = root(other);
        if (first.compareTo(second) < 0) {
            parents.put(second, first);
        } else if (second.compareTo(first) < 0) {
            parents.put(first, second);
        }
        return this;
    }

    /** The smallest member of the component. */
    public String root(String member) {
        String at = member;
        String parent = parents.getOrDefault(at, at);
        while (!parent.equals(at)) {
            at = parent;
            parent = parents.getOrDefault(at, at);
        }
        parents.put(member, at);
        return at;
    }

    /** Members by the smallest of each component; those never joined to another are components of one. */
    public SortedMap<String, SortedSet<String>> clusters() {
        SortedMap<String, SortedSet<String>> clusters = new TreeMap<>();
        for (String member : new TreeSet<>(parents.keySet())) {
            clusters.computeIfAbsent(root(member), root -> new TreeSet<>()).add(member);
        }
        return clusters;
    }
}

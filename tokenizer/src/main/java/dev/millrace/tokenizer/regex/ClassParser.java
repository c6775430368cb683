package dev.millrace.tokenizer.regex;

import com.ibm.icu.text.UnicodeSet;

/** Reads a bracketed class: ranges, escapes, classes within, {@code &&}. */
final class ClassParser {
    private final RegexParser in;

    ClassParser(RegexParser in) {
        this.in = in;
    }

    /** After the opening bracket; takes the closing one. */
    UnicodeSet parse() {
        boolean complement = in.accept('^');
        UnicodeSet result = CharacterSets.all();
        UnicodeSet set = new UnicodeSet();
        boolean first = true;
        while (true) {
            int c = in.take();
            if (c == ']' && !first) {
                break;
            }
            first = false;
            if (c == '&' && in.peek() == '&') {
                in.take();
                result.retainAll(set);
                set = new UnicodeSet();
            } else {
                add(c, set);
            }
        }
        result.retainAll(set);
        return complement ? CharacterSets.complement(result) : result;
    }

    private void add(int c, UnicodeSet set) {
        if (c == '[') {
            String posix = in.peek() == ':' ? in.posixName() : "";
            if (posix.isEmpty()) {
                set.addAll(parse());
            } else {
                set.addAll(CharacterSets.posix(posix)
                        .orElseThrow(() -> in.problem("\"[:" + posix + ":]\" is not supported")));
            }
            return;
        }
        UnicodeSet from = c == '\\' ? escaped() : CharacterSets.single(c);
        boolean range = from.size() == 1 && in.peek() == '-' && in.peekSecond() != ']' && in.peekSecond() != -1;
        if (!range) {
            set.addAll(from);
            return;
        }
        in.take();
        int last = in.take();
        UnicodeSet to = last == '\\' ? escaped() : CharacterSets.single(last);
        if (last == '[' || to.size() != 1 || to.charAt(0) < from.charAt(0)) {
            throw in.problem("no range");
        }
        set.add(from.charAt(0), to.charAt(0));
    }

    private UnicodeSet escaped() {
        if (in.accept('b')) {
            return CharacterSets.single('\b');
        }
        if (in.accept('w')) {
            return CharacterSets.word();
        }
        if (in.accept('W')) {
            return CharacterSets.complement(CharacterSets.word());
        }
        return in.escapedSet();
    }
}

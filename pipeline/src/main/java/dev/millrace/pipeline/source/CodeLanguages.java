package dev.millrace.pipeline.source;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Programming languages by the ending or the whole name of a file, named as GitHub's Linguist names them. */
final class CodeLanguages {
    private static final Map<String, String> BY_ENDING = new HashMap<>();
    private static final Map<String, String> BY_NAME = Map.of(
            "makefile", "Makefile",
            "gnumakefile", "Makefile",
            "dockerfile", "Dockerfile",
            "cmakelists.txt", "CMake",
            "rakefile", "Ruby",
            "gemfile", "Ruby",
            "jenkinsfile", "Groovy",
            "build.bazel", "Starlark",
            "go.mod", "Go Module");

    static {
        String table = "Ada adb ads;Assembly asm s;AWK awk;Batchfile bat cmd;C c h;C# cs;C++ cc cpp cxx hh hpp hxx;"
                + "Clojure clj cljc cljs;CMake cmake;COBOL cbl cob;CoffeeScript coffee;Common_Lisp lisp lsp;Crystal cr;"
                + "CSS css;CUDA cu cuh;Cython pyx pxd;D d;Dart dart;Elixir ex exs;Elm elm;Emacs_Lisp el;Erlang erl hrl;"
                + "F# fs fsx;Fortran f f90 f95 f03 for;GLSL glsl vert frag;Go go;Gradle gradle;GraphQL graphql;"
                + "Groovy groovy;Haskell hs lhs;HCL hcl tf;Java java;JavaScript js mjs cjs;JSX jsx;Julia jl;Kotlin kt kts;"
                + "LaTeX tex sty cls;Less less;Lua lua;Markdown md markdown;MATLAB mat;Nim nim;Nix nix;Objective-C m mm;"
                + "OCaml ml mli;Pascal pas pp;Perl pl pm;PHP php;PowerShell ps1 psm1;Prolog pro;Protocol_Buffer proto;"
                + "Python py pyi;R r;Racket rkt;reStructuredText rst;Ruby rb;Rust rs;Sass sass;Scala scala sbt sc;"
                + "Scheme scm ss;SCSS scss;Shell sh bash zsh;Smalltalk st;Solidity sol;SQL sql;Standard_ML sml sig;"
                + "Starlark bzl;Stan stan;Svelte svelte;Swift swift;SystemVerilog sv svh;Tcl tcl;TOML toml;TSX tsx;"
                + "TypeScript ts mts cts;Verilog v vh;VHDL vhd vhdl;Vim_Script vim;Visual_Basic vb bas;Vue vue;"
                + "WebAssembly wat;XSLT xsl xslt;YAML yaml yml;Zig zig";
        for (String row : table.split(";")) {
            String[] cells = row.split(" ");
            for (int i = 1; i < cells.length; i++) {
                BY_ENDING.put(cells[i], cells[0].replace('_', ' '));
            }
        }
    }

    private CodeLanguages() {}

    static Optional<String> of(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        if (BY_NAME.containsKey(name)) {
            return Optional.of(BY_NAME.get(name));
        }
        int dot = name.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.ofNullable(BY_ENDING.get(name.substring(dot + 1)));
    }
}

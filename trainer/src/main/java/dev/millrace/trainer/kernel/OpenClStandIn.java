package dev.millrace.trainer.kernel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A shared library by the name of {@code libOpenCL.so.1} with nothing behind it. oneDNN's library binds OpenCL's functions
 * when it is loaded, though its CPU engine calls none; where the machine has no OpenCL, this library lets it load. Each
 * function answers CL_PLATFORM_NOT_FOUND_KHR. For Linux on x86-64; format: System V ABI, ELF-64, with the GNU extension of
 * versioned symbols.
 *
 * <pre>
 * 0x0000  ELF header, program headers, symbols, their names, hash table, versions, code   readable and executable
 * 0x1000  dynamic section                                                                 writable, as it is relocated
 * </pre>
 */
final class OpenClStandIn {
    static final String NAME = "libOpenCL.so.1";

    /** What oneDNN 2.5 binds, by the version of OpenCL that brought it. */
    private static final List<Version> VERSIONS = List.of(
            Version.of("OPENCL_1.0", """
                    clBuildProgram clCreateBuffer clCreateCommandQueue clCreateContext clCreateKernel
                    clCreateProgramWithBinary clCreateProgramWithSource clEnqueueMapBuffer clEnqueueNDRangeKernel
                    clEnqueueReadBuffer clEnqueueUnmapMemObject clEnqueueWriteBuffer clFinish clGetCommandQueueInfo
                    clGetContextInfo clGetDeviceIDs clGetDeviceInfo clGetKernelInfo clGetMemObjectInfo clGetPlatformIDs
                    clGetPlatformInfo clGetProgramBuildInfo clGetProgramInfo clReleaseCommandQueue clReleaseContext
                    clReleaseKernel clReleaseMemObject clReleaseProgram clRetainCommandQueue clRetainContext
                    clRetainKernel clRetainMemObject clSetKernelArg"""),
            Version.of("OPENCL_1.1", "clCreateSubBuffer"),
            Version.of("OPENCL_1.2", """
                    clCompileProgram clEnqueueFillBuffer clGetExtensionFunctionAddressForPlatform clGetKernelArgInfo
                    clLinkProgram clReleaseDevice clRetainDevice"""));

    private static final int PAGE = 0x1000;
    private static final int ELF_HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    private static final int PROGRAM_HEADERS = 4;
    private static final int SYMBOL = 24;
    private static final int DEFINITION = 28;
    private static final int DYNAMIC_SECTION = 10 * 16;
    private static final int HASH_SHIFT = 24;

    // mov eax, −1001; ret
    private static final byte[] CODE = {(byte) 0xB8, 0x17, (byte) 0xFC, (byte) 0xFF, (byte) 0xFF, (byte) 0xC3};

    private final ByteBuffer image = ByteBuffer.allocate(2 * PAGE).order(ByteOrder.LITTLE_ENDIAN);
    private final StringBuilder names = new StringBuilder("\0");

    private OpenClStandIn() {}

    /** Whether a library for this system can be made. */
    static boolean fits(String system, String architecture) {
        return system.equals("Linux") && (architecture.equals("amd64") || architecture.equals("x86_64"));
    }

    /**
     * Loads the library into this process.
     *
     * @throws IOException when no temporary file can be written
     * @throws UnsatisfiedLinkError when the file cannot be loaded
     */
    static void load() throws IOException {
        Path folder = Files.createTempDirectory("millrace");
        Path file = folder.resolve(NAME);
        try {
            Files.write(file, bytes());
            System.load(file.toString());
        } finally {
            // what is loaded stays mapped
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
    }

    /** The library, whole. */
    static byte[] bytes() {
        return new OpenClStandIn().write();
    }

    private byte[] write() {
        List<Short> versions = new ArrayList<>(List.of((short) 0));
        List<Integer> functions = new ArrayList<>();
        for (int i = 0; i < VERSIONS.size(); i++) {
            for (String function : VERSIONS.get(i).functions()) {
                functions.add(name(function));
                versions.add((short) (i + 2));
            }
        }
        int symbols = ELF_HEADER + PROGRAM_HEADERS * PROGRAM_HEADER;
        int hash = symbols + versions.size() * SYMBOL;
        int ofSymbols = hash + (versions.size() + 3) * Integer.BYTES;
        int definitions = aligned(ofSymbols + versions.size() * Short.BYTES);
        int code = definitions + (VERSIONS.size() + 1) * DEFINITION;
        int strings = aligned(code + CODE.length);

        image.position(symbols + SYMBOL);
        for (int function : functions) {
            // global function in section 1
            image.putInt(function).put((byte) 0x12).put((byte) 0).putShort((short) 1);
            image.putLong(code).putLong(CODE.length);
        }
        // one bucket; each symbol names the next
        image.putInt(1).putInt(versions.size()).putInt(1).putInt(0);
        for (int symbol = 1; symbol < versions.size(); symbol++) {
            image.putInt((symbol + 1) % versions.size());
        }
        versions.forEach(image::putShort);
        image.position(definitions);
        int self = define(1, 1, NAME, DEFINITION);
        for (int i = 0; i < VERSIONS.size(); i++) {
            define(0, i + 2, VERSIONS.get(i).name(), i < VERSIONS.size() - 1 ? DEFINITION : 0);
        }
        image.put(CODE).position(strings);
        image.put(names.toString().getBytes(StandardCharsets.US_ASCII));
        int end = image.position();

        image.position(PAGE);
        dynamic(14, self); // DT_SONAME
        dynamic(4, hash); // DT_HASH
        dynamic(5, strings); // DT_STRTAB
        dynamic(10, names.length()); // DT_STRSZ
        dynamic(6, symbols); // DT_SYMTAB
        dynamic(11, SYMBOL); // DT_SYMENT
        dynamic(0x6FFFFFF0, ofSymbols); // DT_VERSYM
        dynamic(0x6FFFFFFC, definitions); // DT_VERDEF
        dynamic(0x6FFFFFFD, VERSIONS.size() + 1L); // DT_VERDEFNUM
        dynamic(0, 0); // DT_NULL
        headers(end);
        return image.array();
    }

    /** Writes the definition of a version; returns where its name is. */
    private int define(int flags, int index, String version, int toNext) {
        int name = name(version);
        image.putShort((short) 1)
                .putShort((short) flags)
                .putShort((short) index)
                .putShort((short) 1);
        image.putInt(hash(version)).putInt(DEFINITION - 2 * Integer.BYTES).putInt(toNext);
        image.putInt(name).putInt(0);
        return name;
    }

    private void dynamic(long tag, long value) {
        image.putLong(tag).putLong(value);
    }

    /** A shared object for x86-64 without sections. */
    private void headers(int end) {
        image.position(0).put(new byte[] {0x7F, 'E', 'L', 'F', 2, 1, 1}).position(16);
        image.putShort((short) 3).putShort((short) 62).putInt(1);
        image.putLong(0).putLong(ELF_HEADER).putLong(0).putInt(0);
        image.putShort((short) ELF_HEADER).putShort((short) PROGRAM_HEADER).putShort((short) PROGRAM_HEADERS);
        image.putShort((short) 64).putShort((short) 0).putShort((short) 0);
        segment(1, 0b101, 0, end, PAGE); // PT_LOAD, read and execute
        segment(1, 0b110, PAGE, DYNAMIC_SECTION, PAGE); // PT_LOAD, read and write
        segment(2, 0b110, PAGE, DYNAMIC_SECTION, Long.BYTES); // PT_DYNAMIC
        segment(0x6474E551, 0b110, 0, 0, 16); // PT_GNU_STACK: not to be executed
    }

    private void segment(int type, int flags, long offset, long size, long alignment) {
        image.putInt(type).putInt(flags).putLong(offset).putLong(offset).putLong(offset);
        image.putLong(size).putLong(size).putLong(alignment);
    }

    private int name(String name) {
        int at = names.length();
        names.append(name).append('\0');
        return at;
    }

    /** h ← 16h + c, the upper four bits xored into the lower ones and cleared: System V's hash of a name. */
    private static int hash(String name) {
        int hash = 0;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash << 4) + name.charAt(i);
            int upper = hash & 0xF0000000;
            hash = (hash ^ (upper >>> HASH_SHIFT)) & ~upper;
        }
        return hash;
    }

    private static int aligned(int position) {
        return (position + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
    }

    private record Version(String name, List<String> functions) {
        static Version of(String name, String functions) {
            return new Version(name, List.of(functions.split("\\s+")));
        }
    }
}

// Pango matches fonts on a thread of its own and hands the result over under GLib's futex locks. These libraries are
// not instrumented, so ThreadSanitizer sees the memory and not the locks.
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions() {
    return "race:libpangoft2\nrace:libfontconfig\nrace:libharfbuzz\nrace:g_strdup\n";
}

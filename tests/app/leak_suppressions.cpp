// Pango keeps parts of a private fontconfig configuration referenced after its font map is gone. The application makes
// one for its whole life; only tests make many.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() { return "leak:libfontconfig\n"; }

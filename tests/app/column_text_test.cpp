// Captions in columns.
#include "app/captions/column_text.h"
#include "tests/support/catch.h"

using namespace cliffhanger;

TEST_CASE("text_in_columns: lines become columns from the side where they begin", "[app][captions]") {
    CHECK(text_in_columns("三年", true, 10) == "三\n年");
    CHECK(text_in_columns("三年前\n雨", true, 10) == "雨三\n　年\n　前");
    CHECK(text_in_columns("三年前\n雨", false, 10) == "三雨\n年　\n前　");
    // Longer ones go on in the next column.
    CHECK(text_in_columns("三年前雨", true, 2) == "前三\n雨年");
}

TEST_CASE("text_in_columns: punctuation stands as it does in columns, single letters upright", "[app][captions]") {
    CHECK(text_in_columns("「雨。」", true, 10) == "﹁\n雨\n︒\n﹂");
    CHECK(text_in_columns("第3 話", true, 10) == "第\n３\n　\n話");
}

TEST_CASE("text_in_columns: what is not written in columns stays in lines", "[app][captions]") {
    CHECK_FALSE(text_in_columns("Three years ago", true, 20));
    CHECK_FALSE(text_in_columns("قبل ثلاث سنوات", true, 20));
    CHECK_FALSE(text_in_columns("", true, 20));
    CHECK_FALSE(text_in_columns("hello 雨", true, 20));
}

#include "app/text/text_engine.h"

namespace cliffhanger {

TypeMetrics type_metrics(TypeToken token) {
    switch (token) {
        case TypeToken::Display:
            return {32, 40, 700};
        case TypeToken::Headline:
            return {24, 32, 700};
        case TypeToken::TitleL:
            return {20, 28, 700};
        case TypeToken::TitleM:
            return {16, 24, 600};
        case TypeToken::Body:
            return {14, 20, 500};
        case TypeToken::BodyL:
            return {16, 24, 400};
        case TypeToken::Label:
            return {14, 20, 600};
        case TypeToken::Meta:
            return {12, 16, 500};
        case TypeToken::Micro:
            return {11, 16, 600};
        case TypeToken::Subtitle:
            return {20, 26, 600};
    }
    return {14, 20, 500};
}

}  // namespace cliffhanger

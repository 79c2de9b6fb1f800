#include "corpus/namewords.h"

#include <algorithm>
#include <array>

namespace benchglass::corpus {

namespace {

using Kind = PieceKind;

constexpr std::array settings {SettingWord {u"gpu", u"num_gpu"}, SettingWord {u"numgpu", u"num_gpu"},
    SettingWord {u"num_gpu", u"num_gpu"}, SettingWord {u"ngpu", u"num_gpu"},
    SettingWord {u"ngl", u"n_gpu_layers"}, SettingWord {u"n_gpu_layers", u"n_gpu_layers"},
    SettingWord {u"gpu_layers", u"n_gpu_layers"}, SettingWord {u"ctx", u"num_ctx"},
    SettingWord {u"numctx", u"num_ctx"}, SettingWord {u"num_ctx", u"num_ctx"},
    SettingWord {u"context", u"num_ctx"}, SettingWord {u"topk", u"top_k"}, SettingWord {u"top_k", u"top_k"},
    SettingWord {u"bs", u"batch_size"}, SettingWord {u"batch", u"batch_size"},
    SettingWord {u"batchsize", u"batch_size"}, SettingWord {u"batch_size", u"batch_size"},
    SettingWord {u"seed", u"seed"}, SettingWord {u"np", u"n_parallel"},
    SettingWord {u"parallel", u"n_parallel"}, SettingWord {u"predict", u"num_predict"},
    SettingWord {u"numpredict", u"num_predict"}, SettingWord {u"num_predict", u"num_predict"},
    SettingWord {u"max_tokens", u"max_tokens"}, SettingWord {u"maxtokens", u"max_tokens"},
    SettingWord {u"threads", u"threads"}, SettingWord {u"thr", u"threads"},
    SettingWord {u"num_thread", u"num_thread"}, SettingWord {u"concurrency", u"concurrency"},
    SettingWord {u"conc", u"concurrency"}, SettingWord {u"temp", u"temperature", Kind::Fraction},
    SettingWord {u"temperature", u"temperature", Kind::Fraction},
    SettingWord {u"topp", u"top_p", Kind::Fraction}, SettingWord {u"top_p", u"top_p", Kind::Fraction},
    SettingWord {u"minp", u"min_p", Kind::Fraction}, SettingWord {u"min_p", u"min_p", Kind::Fraction},
    SettingWord {u"rp", u"repeat_penalty", Kind::Fraction},
    SettingWord {u"reppen", u"repeat_penalty", Kind::Fraction},
    SettingWord {u"repeat_penalty", u"repeat_penalty", Kind::Fraction},
    SettingWord {u"run", u"run", Kind::Counted}, SettingWord {u"r", u"run", Kind::Counted},
    SettingWord {u"rep", u"repeat", Kind::Counted}, SettingWord {u"repeat", u"repeat", Kind::Counted},
    SettingWord {u"iter", u"iteration", Kind::Counted},
    SettingWord {u"iteration", u"iteration", Kind::Counted}, SettingWord {u"trial", u"trial", Kind::Counted},
    SettingWord {u"v", u"version", Kind::Counted}, SettingWord {u"version", u"version", Kind::Counted}};

constexpr std::array<QStringView, 25> quantisations {u"f16", u"f32", u"fp4", u"fp6", u"fp8", u"fp16", u"fp32",
    u"fp64", u"bf16", u"tf32", u"int4", u"int8", u"nf4", u"mxfp4", u"nvfp4", u"awq", u"gptq", u"w4a16",
    u"w8a8", u"w8a16", u"4bit", u"8bit", u"16bit", u"2bit", u"3bit"};

constexpr std::array<QStringView, 17> devices {u"a100", u"a10g", u"h100", u"h200", u"b200", u"gb200",
    u"gh200", u"v100", u"l40s", u"l40", u"a6000", u"mi210", u"mi250", u"mi250x", u"mi300", u"mi300x",
    u"mi325x"};

constexpr std::array<QStringView, 43> families {u"llama", u"qwen", u"gemma", u"mistral", u"mixtral",
    u"ministral", u"phi", u"deepseek", u"falcon", u"gpt", u"claude", u"gemini", u"granite", u"smollm",
    u"starcoder", u"vicuna", u"olmo", u"internlm", u"baichuan", u"chatglm", u"glm", u"exaone", u"nemotron",
    u"solar", u"zephyr", u"whisper", u"bert", u"resnet", u"yolo", u"yolov", u"vgg", u"mobilenet",
    u"efficientnet", u"stablelm", u"codestral", u"command", u"dolphin", u"hermes", u"orca", u"wizardlm",
    u"kimi", u"minicpm", u"grok"};

constexpr std::array<QStringView, 16> gluedNames {u"utf", u"sha", u"md", u"base", u"mp", u"iso", u"win",
    u"ipv", u"sm", u"crc", u"latin", u"rfc", u"http", u"bz", u"amd", u"arm"};

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool endsAt(QStringView text, qsizetype place)
{
    return place >= text.size() || (!isDigit(text.at(place)) && !text.at(place).isLetter());
}

/// The longest of @p words that @p text begins with as a whole word.
template <typename Words>
qsizetype lengthOf(const Words& words, QStringView text)
{
    qsizetype longest = 0;
    for (const QStringView word : words) {
        if (!text.isEmpty() && word.front() == text.front() && word.size() > longest && text.startsWith(word)
            && endsAt(text, word.size()))
            longest = word.size();
    }
    return longest;
}

/// `_k`, `_k_m`, `_0`, `_xxs` behind `q4`; also with `-` instead of `_`.
qsizetype quantisationTail(QStringView text, qsizetype place)
{
    constexpr std::array<QStringView, 14> tails {u"k_m", u"k_s", u"k_l", u"k_xl", u"k", u"0", u"1", u"0_4_4",
        u"0_8_8", u"xxs", u"xs", u"s", u"m", u"nl"};
    if (place >= text.size() || (text.at(place) != u'_' && text.at(place) != u'-'))
        return 0;
    const QString rest = text.mid(place + 1, 8).toString().replace(u'-', u'_');
    const qsizetype length = lengthOf(tails, rest);
    return length > 0 ? length + 1 : 0;
}

} // namespace

const SettingWord* settingNamed(QStringView word)
{
    if (word.isEmpty())
        return nullptr;
    const auto found = std::ranges::find_if(settings, [&](const SettingWord& setting) {
        return setting.word.size() == word.size() && setting.word.front() == word.front()
            && setting.word == word;
    });
    return found == settings.end() ? nullptr : &*found;
}

qsizetype quantisationLength(QStringView text)
{
    if (const qsizetype length = lengthOf(quantisations, text); length > 0)
        return length;
    const qsizetype q = text.startsWith(u'i') ? 1 : 0;
    if (text.size() < q + 2 || text.at(q) != u'q' || text.at(q + 1) < u'1' || text.at(q + 1) > u'8')
        return 0;
    const qsizetype place = q + 2;
    const qsizetype tail = quantisationTail(text, place);
    return tail > 0 || (q == 0 && endsAt(text, place)) ? place + tail : 0;
}

qsizetype deviceLength(QStringView text)
{
    if (const qsizetype length = lengthOf(devices, text); length > 0)
        return length;
    if (!text.startsWith(u"rtx") && !text.startsWith(u"gtx"))
        return 0;
    qsizetype place = 3;
    if (place < text.size() && (text.at(place) == u'_' || text.at(place) == u'-'))
        ++place;
    const qsizetype first = place;
    while (place < text.size() && isDigit(text.at(place)))
        ++place;
    if (place - first < 3 || place - first > 4)
        return 0;
    for (const QStringView more : {QStringView(u"ti"), QStringView(u"super")}) {
        if (text.mid(place).startsWith(more))
            place += more.size();
    }
    return endsAt(text, place) ? place : 0;
}

bool namesModelFamily(QStringView word)
{
    return std::ranges::any_of(families, [&](QStringView family) {
        if (word.size() < family.size())
            return false;
        if (word.size() == family.size())
            return word == family;
        // phi in `graphics` is none; `codellama` and `gemmait` are. The letters are looked at first: this
        // runs for each word of each name.
        return family.size() > 3
            && ((word.front() == family.front() && word.startsWith(family))
                || (word.back() == family.back() && word.endsWith(family)));
    });
}

bool namesNoValue(QStringView word, bool isGlued)
{
    if (word == u"file" || word == u"folder")
        return true;
    return isGlued && (word.size() < 2 || std::ranges::find(gluedNames, word) != gluedNames.end());
}

} // namespace benchglass::corpus

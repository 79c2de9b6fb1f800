#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <optional>
#include <string_view>
#include <vector>

namespace benchglass::models {

/// Where a value stands in a text, counted from the first byte that was fed.
struct JsonPlace
{
    qint64 start = 0;
    qint64 end = 0;   ///< Behind its last byte.
    qint64 lines = 0; ///< Line feeds before it.

    friend bool operator==(const JsonPlace&, const JsonPlace&) = default;
};

/// Looks for the value that a JSON pointer (RFC 6901) leads to, in text that comes piece by piece. Keeps
/// neither text nor tree, so that the length and the depth of a document cost no memory. Malformed text is
/// gone through as far as its brackets and quotes lead.
class JsonPlaceFinder
{
public:
    explicit JsonPlaceFinder(const QString& pointer);

    /// @return whether more is wanted
    bool feed(std::string_view piece);

    /// The first value at the pointer. After the last piece; a value that goes to its end counts.
    std::optional<JsonPlace> found() const;

private:
    struct Token
    {
        QString key;
        qint64 index = -1; ///< -1: no index of an array.
    };
    /// A container that the pointer leads through.
    struct Open
    {
        bool isArray = false;
        qint64 index = 0;
        bool isNext = false; ///< Object: the key before matched.
    };
    enum class Expect { Value, Key, Colon, Comma };

    void step(char c);
    void stepInString(char c);
    void begin(char c);
    void endKey();
    void endValue();
    bool isOnPath() const;

    std::vector<Token> m_tokens;
    std::vector<Open> m_path;
    Expect m_expect = Expect::Value;
    QByteArray m_key;
    bool m_isKey = false; ///< Within the string of a key.
    bool m_inString = false;
    bool m_isEscaped = false;
    bool m_inScalar = false;
    qint64 m_skipped = 0; ///< Containers open that the pointer does not lead through.
    bool m_isTarget = false;
    bool m_isDone = false;
    qint64 m_at = 0;
    qint64 m_lines = 0;
    std::optional<JsonPlace> m_found;
};

} // namespace benchglass::models

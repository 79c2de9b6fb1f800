#pragma once

#include <QByteArray>

#include <memory>
#include <string_view>

struct evp_md_ctx_st;

namespace benchglass::corpus {

/// SHA-256 of content that comes in pieces, by OpenSSL, which uses what the processor has for it.
class ContentHash
{
public:
    ContentHash();
    ~ContentHash();

    void add(std::string_view bytes);

    /// 32 bytes. The next add() begins another content.
    QByteArray take();

private:
    struct Free
    {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> m_context;
};

} // namespace benchglass::corpus

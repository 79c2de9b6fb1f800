#include "corpus/contenthash.h"

#include <openssl/evp.h>

#include <new>

namespace benchglass::corpus {

ContentHash::ContentHash()
    : m_context(EVP_MD_CTX_new())
{
    if (!m_context || EVP_DigestInit_ex(m_context.get(), EVP_sha256(), nullptr) != 1)
        throw std::bad_alloc();
}

ContentHash::~ContentHash() = default;

void ContentHash::Free::operator()(evp_md_ctx_st* context) const
{
    EVP_MD_CTX_free(context);
}

void ContentHash::add(std::string_view bytes)
{
    if (EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) != 1)
        throw std::bad_alloc();
}

QByteArray ContentHash::take()
{
    QByteArray hash(32, '\0');
    const bool done =
        EVP_DigestFinal_ex(m_context.get(), reinterpret_cast<unsigned char*>(hash.data()), nullptr) == 1
        && EVP_DigestInit_ex(m_context.get(), nullptr, nullptr) == 1;
    if (!done)
        throw std::bad_alloc();
    return hash;
}

} // namespace benchglass::corpus

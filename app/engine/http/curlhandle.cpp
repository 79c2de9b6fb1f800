#include "engine/http/curlhandle.h"

#include "engine/http/address.h"
#include "engine/http/readstamp.h"
#include "engine/http/trust.h"

namespace benchglass::engine {

CurlHandle::CurlHandle(const StreamRequest& request)
    : m_handle(curl_easy_init())
{
    curl_easy_setopt(m_handle, CURLOPT_POST, 1L);
    curl_easy_setopt(m_handle, CURLOPT_USERAGENT, "Benchglass");
    curl_easy_setopt(m_handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    curl_easy_setopt(m_handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(m_handle, CURLOPT_TCP_NODELAY, 1L);
    curl_easy_setopt(m_handle, CURLOPT_BUFFERSIZE, readBytes);
    curl_easy_setopt(m_handle, CURLOPT_NOSIGNAL, 1L);
    // Each call opens its own connection, so that its cost is known for each and stays outside t0.
    curl_easy_setopt(m_handle, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(m_handle, CURLOPT_FORBID_REUSE, 1L);
    // A name server that does not answer must not hold up the other streams when its request is given up.
    curl_easy_setopt(m_handle, CURLOPT_QUICK_EXIT, 1L);
    // Our own limits come first and say which one it was.
    curl_easy_setopt(m_handle, CURLOPT_CONNECTTIMEOUT_MS, 86'400'000L);
    setHeaders(request.headers);
    setBody(request.body);
    setAddress(request.url);
    setTrust(request.url, request.caFile);
}

CurlHandle::~CurlHandle()
{
    curl_easy_cleanup(m_handle);
    curl_slist_free_all(m_headers);
    curl_slist_free_all(m_resolve);
}

void CurlHandle::setBody(const QByteArray& body)
{
    curl_easy_setopt(m_handle, CURLOPT_POSTFIELDS, body.constData());
    curl_easy_setopt(m_handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
}

void CurlHandle::setHeaders(const QList<QByteArray>& headers)
{
    for (QByteArray header : headers) {
        // A pasted key may end in a line end, which would begin another header.
        header.replace('\r', "").replace('\n', "");
        m_headers = curl_slist_append(m_headers, header.constData());
    }
    m_headers = curl_slist_append(m_headers, "Expect:"); // would cost a round trip
    curl_easy_setopt(m_handle, CURLOPT_HTTPHEADER, m_headers);
}

void CurlHandle::setAddress(const QUrl& url)
{
    curl_easy_setopt(m_handle, CURLOPT_URL, url.toEncoded().constData());
    curl_easy_setopt(m_handle, CURLOPT_PROTOCOLS_STR, "http,https");
    if (isLoopback(url))
        curl_easy_setopt(m_handle, CURLOPT_PROXY, "");
    // What a proxy says of its tunnel is no part of the answer.
    curl_easy_setopt(m_handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    if (url.host() == u"localhost"_qs) {
        // Local servers listen on IPv4 first; trying IPv6 before costs time.
        const QByteArray entry = "localhost:"
            + QByteArray::number(url.port(url.scheme() == u"https"_qs ? 443 : 80)) + ":127.0.0.1,[::1]";
        m_resolve = curl_slist_append(nullptr, entry.constData());
        curl_easy_setopt(m_handle, CURLOPT_RESOLVE, m_resolve);
    }
}

void CurlHandle::setTrust(const QUrl& url, const QString& caFile)
{
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYPEER, 1L);
    curl_easy_setopt(m_handle, CURLOPT_SSL_VERIFYHOST, 2L);
    if (caFile.isEmpty() || url.scheme() != u"https"_qs)
        return;
    const auto trusted = trustCertificates(m_handle, caFile);
    if (!trusted)
        m_error = trusted.error();
}

} // namespace benchglass::engine

#pragma once

#include "base/error.h"
#include "engine/http/stream.h"

#include <optional>

#include <curl/curl.h>

namespace benchglass::engine {

/// A curl handle that is set up for a request: one POST on a connection of its own, verified where it is
/// encrypted, nothing followed and nothing that curl would decide by itself. Callbacks are the user's.
class CurlHandle
{
public:
    explicit CurlHandle(const StreamRequest& request);
    ~CurlHandle();
    Q_DISABLE_COPY_MOVE(CurlHandle)

    CURL* get() const { return m_handle; }

    /// Why the request cannot be sent; nothing if it can.
    const std::optional<base::Error>& error() const { return m_error; }

    /// What will be sent; @p body has to live as long.
    void setBody(const QByteArray& body);

private:
    void setHeaders(const QList<QByteArray>& headers);
    void setAddress(const QUrl& url);
    void setTrust(const QUrl& url, const QString& caFile);

    CURL* m_handle;
    curl_slist* m_headers = nullptr;
    curl_slist* m_resolve = nullptr;
    std::optional<base::Error> m_error;
};

} // namespace benchglass::engine

#pragma once

#include "models/observationsmodel.h"

#include <QIdentityProxyModel>

namespace benchglass::pages {

/// Says how the columns of a series' values are drawn and copied; rows and their order are the model's own.
class ValuesProxy : public QIdentityProxyModel
{
    Q_OBJECT

public:
    explicit ValuesProxy(models::ObservationsModel* source, QObject* parent = nullptr);

    QVariant data(const QModelIndex& index, int role) const override;
};

} // namespace benchglass::pages

#include "pages/valuesproxy.h"

#include "pages/tableproxy.h"
#include "widgets/tableview.h"

namespace benchglass::pages {

ValuesProxy::ValuesProxy(models::ObservationsModel* source, QObject* parent)
    : QIdentityProxyModel(parent)
{
    setSourceModel(source);
}

QVariant ValuesProxy::data(const QModelIndex& index, int role) const
{
    switch (role) {
    case widgets::MonoRole: return index.column() == models::ObservationsModel::PlaceColumn;
    case widgets::PathRole: return index.column() == models::ObservationsModel::FileColumn;
    case widgets::ExactRole: return exactCopyOf(index);
    default: return QIdentityProxyModel::data(index, role);
    }
}

} // namespace benchglass::pages

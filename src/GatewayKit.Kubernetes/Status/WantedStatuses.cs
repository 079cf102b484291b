using System.Collections.Immutable;
using GatewayKit.Kubernetes.Publishing;
using GatewayKit.Kubernetes.Translation;

namespace GatewayKit.Kubernetes.Status;

/// <summary>The statuses that resources should have. A translation changes only those that differ from the last one.</summary>
internal sealed class WantedStatuses
{
    private ImmutableArray<ResourceStatus> _last = [];
    private ImmutableDictionary<ResourceOwner, object> _translated = [];
    private List<KeyValuePair<ResourceOwner, object>> _rejected = [];

    /// <summary>Uses a translation.</summary>
    /// <returns>The statuses, and the resources whose statuses may have changed.</returns>
    public (ImmutableDictionary<ResourceOwner, object> All, IReadOnlyCollection<ResourceOwner> Changed) Use(PublishedTranslation published)
    {
        var statuses = published.Translation.Statuses;
        var (removed, added) = ListChanges<ResourceStatus>.Between(_last.AsSpan(), statuses.AsSpan(), status => status.Owner);
        _last = statuses;
        _translated = _translated
            .RemoveRange(removed.Select(status => status.Owner))
            .SetItems(added.Select(status => KeyValuePair.Create(status.Owner, status.Status)));
        if (_translated.Count != statuses.Length)
            _translated = ImmutableDictionary<ResourceOwner, object>.Empty.SetItems(
                statuses.Select(status => KeyValuePair.Create(status.Owner, status.Status)));
        var rejectedBefore = _rejected;
        _rejected = RejectedStatuses.Of(published, _translated);
        return (
            _translated.SetItems(_rejected),
            [
                .. removed.Concat(added).Select(status => status.Owner),
                .. rejectedBefore.Concat(_rejected).Select(status => status.Key),
            ]);
    }
}

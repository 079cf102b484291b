namespace GatewayKit.Kubernetes.TestServer.Storage;

/// <summary>The objects by the identifiers of their owners, and the identifiers of all objects.</summary>
internal sealed class OwnerIndex
{
    private readonly Dictionary<string, HashSet<(Collection, string Key)>> _dependents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _identifiers = new(StringComparer.Ordinal);

    public bool Exists(string uid) => _identifiers.Contains(uid);

    public IReadOnlyList<(Collection Collection, string Key)> DependentsOf(string uid)
        => _dependents.TryGetValue(uid, out var dependents) ? [.. dependents] : [];

    public void Replace(Collection collection, StoredObject? previous, StoredObject? next)
    {
        if (previous is not null)
            _identifiers.Remove(previous.Uid);
        if (next is not null)
            _identifiers.Add(next.Uid);
        foreach (var uid in previous?.Owners ?? [])
            if (_dependents.TryGetValue(uid, out var former) && former.Remove((collection, previous!.Key)) && former.Count == 0)
                _dependents.Remove(uid);
        foreach (var uid in next?.Owners ?? [])
        {
            if (!_dependents.TryGetValue(uid, out var dependents))
                _dependents[uid] = dependents = [];
            dependents.Add((collection, next!.Key));
        }
    }
}

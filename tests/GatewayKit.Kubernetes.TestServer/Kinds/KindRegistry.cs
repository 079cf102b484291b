using System.Collections.Immutable;

namespace GatewayKit.Kubernetes.TestServer.Kinds;

/// <summary>The kinds that the server knows. A CRD adds its kinds while the server runs.</summary>
internal sealed class KindRegistry
{
    private volatile ImmutableList<Kind> _kinds = [.. BuiltInKinds.All];

    /// <summary>Gets all kinds; of the versions of a resource, the stored one comes first.</summary>
    public ImmutableList<Kind> All => _kinds;

    public Kind? Find(string group, string version, string plural)
        => _kinds.Find(kind => kind.Plural == plural && kind.Version == version && kind.Group == group);

    public Kind? FindByName(string group, string version, string name)
        => _kinds.Find(kind => kind.Name == name && kind.Version == version && kind.Group == group);

    /// <summary>Returns a kind by its name, its plural, its short name or its full resource name.</summary>
    public Kind this[string name]
        => _kinds.Find(kind => name == kind.Name || name == kind.Plural || name == kind.Resource || kind.ShortNames.Contains(name))
            ?? throw new ArgumentException($"No kind has the name '{name}'. Is its CRD missing?", nameof(name));

    public void Register(IReadOnlyList<Kind> kinds)
        => _kinds = kinds.Count == 0 ? _kinds : _kinds.RemoveAll(kind => kind.Resource == kinds[0].Resource).AddRange(kinds);

    public void Unregister(string resource) => _kinds = _kinds.RemoveAll(kind => kind.Resource == resource);
}

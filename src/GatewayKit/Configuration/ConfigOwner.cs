using GatewayKit.Configuration.Messages;

namespace GatewayKit.Configuration;

/// <summary>
/// The part of a configuration that an error belongs to: a route, a cluster, a group, a consumer, a listener, a route of streams, or, by
/// default, the parts that all routes share. Two owners of the same kind are equal if their ids differ only in case.
/// </summary>
public readonly record struct ConfigOwner
{
    private readonly string? _section;

    private ConfigOwner(PluginScope scope, string id, string? section = null)
    {
        ArgumentNullException.ThrowIfNull(id);
        (Scope, Id, _section) = (scope, id, section);
    }

    /// <summary>The kind of the owner; <see cref="PluginScope.Global"/> for listeners, routes of streams, and the parts that all routes
    /// share.</summary>
    public PluginScope Scope { get; }

    /// <summary>The owner's id or name as configured, with any character; null for the parts that all routes share.</summary>
    public string? Id { get; }

    /// <summary>Returns a route as an owner.</summary>
    /// <param name="id">The route's id.</param>
    public static ConfigOwner Route(string id) => new(PluginScope.Route, id);

    /// <summary>Returns a cluster as an owner.</summary>
    /// <param name="id">The cluster's id.</param>
    public static ConfigOwner Cluster(string id) => new(PluginScope.Cluster, id);

    /// <summary>Returns a group of consumers as an owner.</summary>
    /// <param name="name">The group's name.</param>
    public static ConfigOwner Group(string name) => new(PluginScope.Group, name);

    /// <summary>Returns a consumer as an owner.</summary>
    /// <param name="name">The consumer's name.</param>
    public static ConfigOwner Consumer(string name) => new(PluginScope.Consumer, name);

    /// <summary>Returns a listener as an owner.</summary>
    /// <param name="name">The listener's name.</param>
    public static ConfigOwner Listener(string name) => new(PluginScope.Global, name, "listeners");

    /// <summary>Returns a route of TCP or TLS connections as an owner.</summary>
    /// <param name="id">The route's id.</param>
    public static ConfigOwner StreamRoute(string id) => new(PluginScope.Global, id, "streamRoutes");

    /// <summary>Returns whether both are the same part of a configuration.</summary>
    /// <param name="other">The other owner.</param>
    public bool Equals(ConfigOwner other)
        => Scope == other.Scope && _section == other._section && string.Equals(Id, other.Id, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns a hash code that doesn't depend on the case of the id.</summary>
    public override int GetHashCode() => HashCode.Combine(Scope, _section, Id?.GetHashCode(StringComparison.OrdinalIgnoreCase));

    /// <summary>Returns the owner's name in messages, such as <c>routes.orders</c>, on one line and with at most 80 characters of the id;
    /// empty for the parts that all routes share.</summary>
    public override string ToString()
        => Id is null ? "" : $"{_section ?? $"{Scope.ToString().ToLowerInvariant()}s"}.{DisplayText.Name(Id)}";

    /// <summary>Returns the owner of a plugin's entry.</summary>
    internal static ConfigOwner Of(PluginScope scope, string? id) => scope == PluginScope.Global ? default : new(scope, id!);

    /// <summary>Returns the owner of an entry of a section.</summary>
    /// <param name="section">The section's key, such as <c>routes</c>.</param>
    /// <param name="id">The entry's id.</param>
    internal static ConfigOwner InSection(string section, string id) => section.ToLowerInvariant() switch
    {
        "routes" => Route(id),
        "clusters" => Cluster(id),
        "groups" => Group(id),
        "consumers" => Consumer(id),
        _ => default,
    };
}

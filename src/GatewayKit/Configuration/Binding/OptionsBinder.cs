using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>Binds a node strictly to an options or credential record and validates the result, collecting every error.</summary>
internal static class OptionsBinder
{
    /// <summary>Binds and validates.</summary>
    /// <param name="type">The record's type; it may come from a collectible plugin assembly, so nothing about it is cached here.</param>
    /// <param name="node">The node; null binds the defaults.</param>
    /// <param name="piece">The piece of configuration that is bound, such as <c>routes.orders.plugins[1] (rate-limit)</c>.</param>
    /// <param name="prefix">The text before a property's name in messages, such as <c>options.</c></param>
    /// <param name="location">The location for errors if the node doesn't have one.</param>
    /// <param name="errors">Collects the errors.</param>
    /// <returns>The record, or null if there was an error.</returns>
    public static object? Bind(Type type, ConfigNode? node, ConfigPiece piece, string prefix, ConfigLocation location, ConfigErrors errors)
    {
        var at = new BindingPoint(errors, piece, prefix.TrimEnd('.'), node is { Location.Source: not null } ? node.Location : location);
        return NodeBinder.Bind(type, node is null or ConfigNull ? new ConfigMapping(at.Location) : node, at);
    }
}

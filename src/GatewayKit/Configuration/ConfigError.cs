using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>An error in a configuration: where it is, what was found, and what is allowed.</summary>
/// <param name="Where">The piece of configuration, such as <c>routes.orders.plugins[1] (rate-limit)</c>.</param>
/// <param name="Message">The error, such as <c>options.limit is 0; it must be between 1 and 1000000.</c></param>
/// <param name="Location">The location in its source.</param>
public sealed record ConfigError(string Where, string Message, ConfigLocation Location)
{
    /// <summary>The route, cluster, group, consumer, listener or route of streams that the error belongs to. Default: the parts that all
    /// routes share.</summary>
    public ConfigOwner Owner { get; init; }

    /// <summary>The index of the entry in the owner's <c>plugins</c>, from 0; null if the error isn't in an entry.</summary>
    public int? PluginIndex { get; init; }

    /// <summary>The item of a list, such as <c>routes</c>, that has the error while the item's owner isn't known; null otherwise.</summary>
    internal (string Section, int Index)? ListItem { get; init; }

    /// <summary>Gets the piece and the message as one line, without the location.</summary>
    public string Text => Where.Length == 0 ? Message : $"{Where}: {Message}";

    /// <summary>Returns the location if it is known, then the text.</summary>
    public override string ToString() => Location.Source is null ? Text : $"{Location}: {Text}";
}

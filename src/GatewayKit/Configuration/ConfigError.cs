using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>One mistake in a configuration: where, what was found, what is allowed.</summary>
/// <param name="Where">The piece of configuration, such as <c>routes.orders.plugins[1] (rate-limit)</c>.</param>
/// <param name="Message">What is wrong, such as <c>options.limit is 0; it must be between 1 and 1000000.</c></param>
/// <param name="Place">The place in its source.</param>
public sealed record ConfigError(string Where, string Message, ConfigPlace Place)
{
    /// <summary>Both as one line, without the place.</summary>
    public string Text => Where.Length == 0 ? Message : $"{Where}: {Message}";

    /// <summary>The line that a person reads: the place if it is known, then the text.</summary>
    public override string ToString() => Place.Source is null ? Text : $"{Place}: {Text}";
}

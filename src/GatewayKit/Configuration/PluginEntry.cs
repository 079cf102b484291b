using System.ComponentModel.DataAnnotations;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>One entry of a <c>plugins</c> list.</summary>
public sealed record PluginEntry
{
    /// <summary>How long a hook may take unless its entry says otherwise.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    internal const int LongestName = 64;

    /// <summary>The plugin's name.</summary>
    [StringLength(LongestName, MinimumLength = 1)]
    [RegularExpression("[A-Za-z0-9-]+", ErrorMessage = "must be a plugin's name: letters, digits and hyphens")]
    public required string Name { get; init; }

    /// <summary>Tells several instances of the same plugin apart; null for the only one.</summary>
    [StringLength(64, MinimumLength = 1)]
    [RegularExpression("[!-~]+", ErrorMessage = "must be printable ASCII without spaces")]
    public string? Id { get; init; }

    /// <summary>The stage to run in; null for the plugin's own.</summary>
    public PluginStage? Stage { get; init; }

    /// <summary>Whether the plugin runs. A disabled entry also disables the less specific one that it replaces.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>How long one hook may take before the exchange fails, 1 ms to 1 day. Default: 30 s.</summary>
    [DurationRange("1ms", "1d")]
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>What happens to the exchange when the plugin fails. Default: it is rejected.</summary>
    public PluginErrorPolicy OnError { get; init; }

    /// <summary>The options as configured, bound to the plugin's record when the catalog is known; null for none.</summary>
    public ConfigNode? Options { get; init; }

    /// <summary>Where the entry stands, for messages; empty for one made in code.</summary>
    public ConfigPlace Place { get; internal init; }

    /// <summary>Whether an error left parts of it out: what was bound is then only good for finding more errors.</summary>
    internal bool IsIncomplete { get; init; }
}

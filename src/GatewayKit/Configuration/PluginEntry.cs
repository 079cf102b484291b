using System.ComponentModel.DataAnnotations;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration;

/// <summary>One entry of a <c>plugins</c> list.</summary>
public sealed record PluginEntry
{
    /// <summary>The default time limit of a hook.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(30);

    internal const int LongestName = 64;

    /// <summary>The plugin's name.</summary>
    [StringLength(LongestName, MinimumLength = 1)]
    [RegularExpression("[A-Za-z0-9-]+", ErrorMessage = "must be a plugin's name: letters, digits and hyphens")]
    public required string Name { get; init; }

    /// <summary>The id that distinguishes several instances of the same plugin; null for a single instance.</summary>
    [StringLength(64, MinimumLength = 1)]
    [RegularExpression("[!-~]+", ErrorMessage = "must be printable ASCII without spaces")]
    public string? Id { get; init; }

    /// <summary>The stage to run in; null for the plugin's own.</summary>
    public PluginStage? Stage { get; init; }

    /// <summary>Whether the plugin runs. A disabled entry also disables the less specific one that it replaces.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>The maximum time of one hook before the exchange fails, 1 ms to 1 day. Default: 30 s.</summary>
    [DurationRange("1ms", "1d")]
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>The policy for failures of the plugin. Default: the exchange is rejected.</summary>
    public PluginErrorPolicy OnError { get; init; }

    /// <summary>The options as configured, bound to the plugin's record once the catalog is known; null for none.</summary>
    public ConfigNode? Options { get; init; }

    /// <summary>
    /// The name of a scope of several routes. Entries of routes with the same scope, name and id are one entry: they must be equal, and the
    /// routes share the plugin's instance, its counters and its caches. Default: none; each route has its own. Only in code.
    /// </summary>
    [CodeOnly]
    public string? SharedScope { get; init; }

    /// <summary>
    /// The tenant that the entry belongs to. The plugin knows only the consumers of the same <see cref="GatewayConsumer.Tenant"/>, and its
    /// options can't name files of the gateway's machine. Default: none, without these limits. Only in code.
    /// </summary>
    [CodeOnly]
    public string? Tenant { get; init; }

    /// <summary>Whether the plugin's HTTP clients connect only to other hosts: neither to this machine nor to link-local addresses, such as
    /// the metadata service of a cloud. Default: to all hosts. Only in code.</summary>
    [CodeOnly]
    public bool IsRemoteOnly { get; init; }

    /// <summary>Location of the entry in its source, used in messages; empty if it was created in code.</summary>
    public ConfigLocation Location { get => field.Source is null && Node is not null ? Node.Location : field; init; }

    /// <summary>The node that the entry was bound from, which knows its location in the latest version of the source;
    /// null if it was created in code.</summary>
    internal ConfigNode? Node { get; init; }

    /// <summary>Gets whether the entry is incomplete because of an error; then it can only be used to find more errors.</summary>
    internal bool IsIncomplete { get; init; }
}

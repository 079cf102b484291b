using GatewayKit.Cli.Logging;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Hosting;

/// <summary>The settings of the stock host from the command line.</summary>
internal sealed record StockHostSettings
{
    /// <summary>The configuration files, <c>-</c> for standard input; empty if none is specified.</summary>
    public IReadOnlyList<string> Configs { get; init; } = [];

    /// <summary>Gets whether the command requires a configuration.</summary>
    public bool NeedsConfig { get; init; } = true;

    /// <summary>Gets whether the configuration is only read: the version on disk for a restart is neither read nor written.</summary>
    public bool OnlyLooks { get; init; }

    /// <summary>The folders of plugins; empty for those that ship with the tool.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>The folder of the only plugin that the command needs from those that ship with the tool; null for all.</summary>
    public string? OnlyPlugin { get; init; }

    /// <summary>Gets whether a plugin assembly is loaded when the configuration first names one of its plugins.</summary>
    public bool OnlyNamedPlugins { get; init; }

    /// <summary>The listen addresses; empty for those of the environment, or <see cref="DefaultUrl"/>.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>The default listen address, if neither the command line nor the environment sets one.</summary>
    public string DefaultUrl { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Gets whether the host listens only on the listeners of its configuration, whatever the environment says.</summary>
    public bool OnlyListeners { get; init; }

    /// <summary>The cluster that configures the gateway; null for none. Then neither a configuration nor an address is needed.</summary>
    public ClusterSettings? Cluster { get; init; }

    /// <summary>The connection string of Redis; null for that of the environment, or none.</summary>
    public string? Redis { get; init; }

    /// <summary>The file or connection string of the store; null for that of the environment, or none.</summary>
    public string? Store { get; init; }

    /// <summary>Gets whether the command can have a store.</summary>
    public bool HasStore { get; init; }

    /// <summary>The addresses for health checks, metrics, commands and the admin API.</summary>
    public IReadOnlyList<string> AdminUrls { get; init; } = [];

    /// <summary>The key of the admin addresses; null for that of the environment, or none.</summary>
    public string? AdminKey { get; init; }

    /// <summary>The allowed names in the Host header of requests there, in addition to loopback names and the address itself.</summary>
    public IReadOnlyList<string> AdminHosts { get; init; } = [];

    /// <summary>The addresses for health checks and metrics only.</summary>
    public IReadOnlyList<string> MetricsUrls { get; init; } = [];

    /// <summary>The addresses of the developer portal.</summary>
    public IReadOnlyList<string> PortalUrls { get; init; } = [];

    /// <summary>Gets whether the files that the section <c>portal</c> names are checked without addresses of the portal, too.</summary>
    public bool ChecksPortal { get; init; }

    /// <summary>The addresses for health checks only.</summary>
    public IReadOnlyList<string> HealthUrls { get; init; } = [];

    /// <summary>The console output of a serving host; null for a command that doesn't serve.</summary>
    public ServingOutput? Output { get; init; }

    /// <summary>The minimum log level.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>The log format; null for that of <c>Logging:Console:FormatterName</c>, or text.</summary>
    public string? LogFormat { get; init; }
}

using GatewayKit.Cli.Logging;
using Microsoft.Extensions.Logging;

namespace GatewayKit.Cli.Hosting;

/// <summary>What the command line says of the stock host.</summary>
internal sealed record StockHostSettings
{
    /// <summary>The configuration files, <c>-</c> for standard input; none if none was named.</summary>
    public IReadOnlyList<string> Configs { get; init; } = [];

    /// <summary>Whether the command can do nothing without a configuration.</summary>
    public bool NeedsConfig { get; init; } = true;

    /// <summary>Whether the configuration is only looked at: what is kept on disk for a restart is neither read nor written.</summary>
    public bool OnlyLooks { get; init; }

    /// <summary>The folders of plugins; none for those that ship with the tool.</summary>
    public IReadOnlyList<string> Plugins { get; init; } = [];

    /// <summary>The folder of the only plugin that the command needs of those that ship with the tool; null for all.</summary>
    public string? OnlyPlugin { get; init; }

    /// <summary>Where the gateway listens; none for where the environment says, else <see cref="DefaultUrl"/>.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>Where the gateway listens if neither the command line nor the environment says so.</summary>
    public string DefaultUrl { get; init; } = "http://127.0.0.1:8080";

    /// <summary>Where health checks are answered and commands taken.</summary>
    public IReadOnlyList<string> AdminUrls { get; init; } = [];

    /// <summary>Names that commands may be addressed to, beside loopback names and the address itself.</summary>
    public IReadOnlyList<string> AdminHosts { get; init; } = [];

    /// <summary>Where nothing but health checks is answered.</summary>
    public IReadOnlyList<string> HealthUrls { get; init; } = [];

    /// <summary>The console that a serving host writes to; null for a command that only runs to its end.</summary>
    public ServingOutput? Output { get; init; }

    /// <summary>The least level that is logged.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>The format of the log; null for that of <c>Logging:Console:FormatterName</c>, or text.</summary>
    public string? LogFormat { get; init; }
}

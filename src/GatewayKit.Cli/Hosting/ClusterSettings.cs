namespace GatewayKit.Cli.Hosting;

/// <summary>The settings of a cluster from the command line. Null stands for the default of the library.</summary>
internal sealed record ClusterSettings
{
    /// <summary>The namespaces to read; empty for all.</summary>
    public IReadOnlyList<string> Namespaces { get; init; } = [];

    public string? ControllerName { get; init; }

    public string? IngressClass { get; init; }

    public string? KeptCopyFolder { get; init; }
}

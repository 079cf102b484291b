namespace GatewayKit;

/// <summary>A command for a plugin.</summary>
public sealed record PluginCommand
{
    /// <summary>What is to be done: kebab-case, such as <c>reset</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What it is to be done with, by name: the query of the request.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>Signalled when nobody waits for the command any more.</summary>
    public CancellationToken CancellationToken { get; init; }
}

namespace GatewayKit;

/// <summary>A command for a plugin.</summary>
public sealed record PluginCommand
{
    /// <summary>Gets the name of the command in kebab-case, such as <c>reset</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the arguments by name. They come from the request's query.</summary>
    public IReadOnlyDictionary<string, string> Arguments { get; init; } = new Dictionary<string, string>();

    /// <summary>Gets a token that is canceled when the operator's request is aborted.</summary>
    public CancellationToken CancellationToken { get; init; }
}

namespace GatewayKit.Plugins.Tests.Bodies.Matrix;

/// <summary>An operation on bodies: a route with its plugin. The route's path is its name, and the limit of bodies 8 KB.</summary>
/// <param name="Name">The name.</param>
/// <param name="Plugin">The plugin, with its options.</param>
internal sealed record BodyOperation(string Name, string Plugin)
{
    /// <summary>Gets a request, if the operation reads requests.</summary>
    public BodySample? Request { get; init; }

    /// <summary>Gets a response, if the operation reads responses.</summary>
    public BodySample? Response { get; init; }

    /// <summary>Gets whether bodies are changed while they stream.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Gets the results that differ from those of the kind, by its name.</summary>
    public IReadOnlyDictionary<string, BodyResult> Results { get; init; } = new Dictionary<string, BodyResult>();

    public override string ToString() => Name;
}

namespace GatewayKit.Cli.Importing;

/// <summary>What the command line says of an import.</summary>
internal sealed record ImportSettings
{
    /// <summary>Where the API is served; null if the mock answers alone.</summary>
    public Uri? Upstream { get; init; }

    /// <summary>Whether the plugin mock is added.</summary>
    public bool Mock { get; init; }

    /// <summary>Whether the plugin openapi-validation is added.</summary>
    public bool Validate { get; init; }

    /// <summary>Further folders that references of the document may lead into, as the configuration is to have them.</summary>
    public IReadOnlyList<string> ReferenceRoots { get; init; } = [];

    /// <summary>The document's name as the configuration is to have it.</summary>
    public string Document { get; init; } = "";
}

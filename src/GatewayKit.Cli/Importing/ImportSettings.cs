namespace GatewayKit.Cli.Importing;

/// <summary>The settings of an import from the command line.</summary>
internal sealed record ImportSettings
{
    /// <summary>The URL of the API; null if only the mock responds.</summary>
    public Uri? Upstream { get; init; }

    /// <summary>Gets whether the mock plugin is added.</summary>
    public bool Mock { get; init; }

    /// <summary>Gets whether the openapi-validation plugin is added.</summary>
    public bool Validate { get; init; }

    /// <summary>Additional folders that the document can reference, as paths for the configuration.</summary>
    public IReadOnlyList<string> ReferenceRoots { get; init; } = [];

    /// <summary>The document's path for the configuration.</summary>
    public string Document { get; init; } = "";
}

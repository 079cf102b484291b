namespace GatewayKit.Cli.Importing.Wsdl;

/// <summary>The settings of an import of a WSDL document.</summary>
internal sealed record WsdlSettings
{
    /// <summary>The document as it is named in the configuration.</summary>
    public required string Document { get; init; }

    /// <summary>The URL of the service; <c>null</c> for the addresses in the document.</summary>
    public Uri? Upstream { get; init; }

    /// <summary>The beginning of the routes' paths: empty, or a slash and text.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The OpenAPI document to validate with, relative to the configuration; <c>null</c> if requests aren't validated.</summary>
    public string? Validation { get; init; }
}

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>The options of <c>request-transform</c>. The changes apply in this order.</summary>
public sealed record RequestTransformOptions
{
    /// <summary>Removes headers and query parameters.</summary>
    public RequestNames Remove { get; init; } = new();

    /// <summary>Renames headers and query parameters if they are present. Replaces an existing one of the new name.</summary>
    public RequestRenames Rename { get; init; } = new();

    /// <summary>Replaces the values of headers and query parameters if they are present.</summary>
    public RequestValues Replace { get; init; } = new();

    /// <summary>Adds headers and query parameters if they are absent.</summary>
    public RequestValues Add { get; init; } = new();

    /// <summary>Adds headers and query parameters, in addition to existing ones of the same name.</summary>
    public RequestValues Append { get; init; } = new();
}

namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>The options of <c>response-transform</c>. The changes apply in this order.</summary>
public sealed record ResponseTransformOptions
{
    /// <summary>Removes headers.</summary>
    public ResponseNames Remove { get; init; } = new();

    /// <summary>Renames headers if they are present. Replaces an existing header of the new name.</summary>
    public ResponseRenames Rename { get; init; } = new();

    /// <summary>Replaces the values of headers if they are present.</summary>
    public ResponseValues Replace { get; init; } = new();

    /// <summary>Adds headers if they are absent.</summary>
    public ResponseValues Add { get; init; } = new();

    /// <summary>Adds headers, in addition to existing ones of the same name.</summary>
    public ResponseValues Append { get; init; } = new();
}

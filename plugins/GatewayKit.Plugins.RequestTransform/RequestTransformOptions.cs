namespace GatewayKit.Plugins.RequestTransform;

/// <summary>The options of <c>request-transform</c>: what is changed, in this order.</summary>
public sealed record RequestTransformOptions
{
    /// <summary>What is taken out.</summary>
    public RequestNames Remove { get; init; } = new();

    /// <summary>What gets another name, if it is there. What had that name before is gone.</summary>
    public RequestRenames Rename { get; init; } = new();

    /// <summary>What gets another value, if it is there.</summary>
    public RequestValues Replace { get; init; } = new();

    /// <summary>What is put in, unless it is there.</summary>
    public RequestValues Add { get; init; } = new();

    /// <summary>What is put in, beside what is there.</summary>
    public RequestValues Append { get; init; } = new();
}

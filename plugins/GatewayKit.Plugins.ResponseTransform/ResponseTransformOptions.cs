namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>The options of <c>response-transform</c>: what is changed, in this order.</summary>
public sealed record ResponseTransformOptions
{
    /// <summary>What is taken out.</summary>
    public ResponseNames Remove { get; init; } = new();

    /// <summary>What gets another name, if it is there. What had that name before is gone.</summary>
    public ResponseRenames Rename { get; init; } = new();

    /// <summary>What gets another value, if it is there.</summary>
    public ResponseValues Replace { get; init; } = new();

    /// <summary>What is put in, unless it is there.</summary>
    public ResponseValues Add { get; init; } = new();

    /// <summary>What is put in, beside what is there.</summary>
    public ResponseValues Append { get; init; } = new();
}

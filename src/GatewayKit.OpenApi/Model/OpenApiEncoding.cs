namespace GatewayKit.OpenApi;

/// <summary>The encoding of one property of a form (OpenAPI 3.1, section 4.8.15).</summary>
public sealed record OpenApiEncoding
{
    /// <summary>The media types that a part may have; <c>null</c> for the default of its type.</summary>
    public string? ContentType { get; init; }

    /// <summary>The headers that a part may have.</summary>
    public IReadOnlyList<OpenApiParameter> Headers { get; init; } = [];

    /// <summary>The style of the value; <c>null</c> if none of style, explode and allowReserved is declared.</summary>
    public ParameterStyle? Style { get; init; }

    /// <summary>Whether each item or member is a separate pair.</summary>
    public bool Explode { get; init; }

    /// <summary>Whether the value may contain reserved characters without percent-encoding; <c>null</c> if the document doesn't specify it
    /// and both are accepted.</summary>
    public bool? AllowReserved { get; init; }
}

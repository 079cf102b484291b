namespace GatewayKit.OpenApi;

/// <summary>How one property of a form is written (OpenAPI 3.1, section 4.8.15).</summary>
public sealed record OpenApiEncoding
{
    /// <summary>The media types that a part may have; null for the default of its type.</summary>
    public string? ContentType { get; init; }

    /// <summary>The headers that a part may have.</summary>
    public IReadOnlyList<OpenApiParameter> Headers { get; init; } = [];

    /// <summary>How the value is written; null where none of style, explode and allowReserved is declared.</summary>
    public ParameterStyle? Style { get; init; }

    /// <summary>Whether each item, or each member, stands for itself.</summary>
    public bool Explode { get; init; }

    /// <summary>Whether reserved characters may stand in the value without percent-encoding; null where the document doesn't say, and either is
    /// accepted.</summary>
    public bool? AllowReserved { get; init; }
}

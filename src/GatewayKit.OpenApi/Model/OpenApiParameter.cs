namespace GatewayKit.OpenApi;

/// <summary>A parameter of an operation, or a header of a response.</summary>
public sealed record OpenApiParameter
{
    /// <summary>The name; case-insensitive for a header.</summary>
    public required string Name { get; init; }

    /// <summary>The part of the request that contains it.</summary>
    public required ParameterLocation In { get; init; }

    /// <summary>The description in CommonMark; <c>null</c> without one.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is required. Always <c>true</c> for a path parameter.</summary>
    public bool Required { get; init; }

    /// <summary>Whether it is declared as deprecated.</summary>
    public bool Deprecated { get; init; }

    /// <summary>Whether a query parameter may be empty (<c>allowEmptyValue</c>).</summary>
    public bool AllowEmptyValue { get; init; }

    /// <summary>The style of its value. Not used with <see cref="Content"/>.</summary>
    public ParameterStyle Style { get; init; }

    /// <summary>Whether each item of an array or member of an object is separate.</summary>
    public bool Explode { get; init; }

    /// <summary>The schema of the value; <c>null</c> if none is declared.</summary>
    public OpenApiSchema? Schema { get; init; }

    /// <summary>The media type of the value; <c>null</c> for a value with a style.</summary>
    public OpenApiMediaType? Content { get; init; }

    /// <summary>The examples, in document order.</summary>
    public IReadOnlyList<OpenApiExample> Examples { get; init; } = [];

    /// <summary>Its location in the document: a URI with a JSON Pointer as fragment.</summary>
    public string Location { get; init; } = "";
}

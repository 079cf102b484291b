namespace GatewayKit.OpenApi;

/// <summary>A parameter of an operation, or a header of a response.</summary>
public sealed record OpenApiParameter
{
    /// <summary>The name; for a header in any case.</summary>
    public required string Name { get; init; }

    /// <summary>Where it stands.</summary>
    public required ParameterLocation In { get; init; }

    /// <summary>Whether it must be there. Always true for a parameter of the path.</summary>
    public bool Required { get; init; }

    /// <summary>Whether it is declared as deprecated.</summary>
    public bool Deprecated { get; init; }

    /// <summary>Whether a parameter of the query may be empty (<c>allowEmptyValue</c>).</summary>
    public bool AllowEmptyValue { get; init; }

    /// <summary>How its value is written. Not used where there is <see cref="Content"/>.</summary>
    public ParameterStyle Style { get; init; }

    /// <summary>Whether each item of an array, or each member of an object, stands for itself.</summary>
    public bool Explode { get; init; }

    /// <summary>The schema of the value; null if none is declared.</summary>
    public OpenApiSchema? Schema { get; init; }

    /// <summary>The media type that the value is written in, instead of a style; null for a style.</summary>
    public OpenApiMediaType? Content { get; init; }

    /// <summary>The examples, in the document's order.</summary>
    public IReadOnlyList<OpenApiExample> Examples { get; init; } = [];

    /// <summary>Where it stands in the document: a URI and a JSON Pointer as fragment.</summary>
    public string Location { get; init; } = "";
}

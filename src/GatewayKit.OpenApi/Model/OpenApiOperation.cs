namespace GatewayKit.OpenApi;

/// <summary>An operation: a method on a path, including the declarations of its path item and document.</summary>
public sealed record OpenApiOperation
{
    /// <summary>The method in upper case, such as <c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The path template as written, such as <c>/pets/{id}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The operation's id as written; <c>null</c> without one, or if a previous operation has the same id.</summary>
    public string? OperationId { get; init; }

    /// <summary>The name of the operation in options, fixtures and logs: its id, or method and path, such as <c>GET
    /// /pets/{id}</c>.</summary>
    public string Key => OperationId ?? $"{Method} {Path}";

    /// <summary>A short summary; <c>null</c> without one.</summary>
    public string? Summary { get; init; }

    /// <summary>A longer description in CommonMark; <c>null</c> without one.</summary>
    public string? Description { get; init; }

    /// <summary>The tags, in document order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether the operation is declared as deprecated.</summary>
    public bool Deprecated { get; init; }

    /// <summary>The parameters, including those of the path item.</summary>
    public IReadOnlyList<OpenApiParameter> Parameters { get; init; } = [];

    /// <summary>Whether some parameters can't be read, so that an undeclared name may be one of theirs.</summary>
    internal bool HasUnreadParameters { get; init; }

    /// <summary>The request body; <c>null</c> if none is declared.</summary>
    public OpenApiRequestBody? RequestBody { get; init; }

    /// <summary>The responses, in document order.</summary>
    public IReadOnlyList<OpenApiResponse> Responses { get; init; } = [];

    /// <summary>The security requirements, one of which must be satisfied. Empty if the operation doesn't need credentials.</summary>
    public IReadOnlyList<OpenApiSecurityRequirement> Security { get; init; } = [];

    /// <summary>The servers of the operation: its own, otherwise those of its path, otherwise those of the document.</summary>
    public IReadOnlyList<OpenApiServer> Servers { get; init; } = [];

    /// <summary>The location of the operation: the document's URI with a JSON Pointer as fragment.</summary>
    public string Location { get; init; } = "";
}

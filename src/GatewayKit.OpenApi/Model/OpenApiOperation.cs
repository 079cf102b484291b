namespace GatewayKit.OpenApi;

/// <summary>One operation: a method on a path, with what its path item and its document say about it put in.</summary>
public sealed record OpenApiOperation
{
    /// <summary>The method in capitals, such as <c>GET</c>.</summary>
    public required string Method { get; init; }

    /// <summary>The path template as written, such as <c>/pets/{id}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The operation's id as written; null if it has none, or another operation before it has the same.</summary>
    public string? OperationId { get; init; }

    /// <summary>What names the operation in options, fixtures and logs: its id, or method and path, such as <c>GET /pets/{id}</c>.</summary>
    public string Key => OperationId ?? $"{Method} {Path}";

    /// <summary>A short summary; null if there is none.</summary>
    public string? Summary { get; init; }

    /// <summary>Tags, in the document's order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Whether the operation is declared as deprecated.</summary>
    public bool Deprecated { get; init; }

    /// <summary>The parameters, those of the path item included.</summary>
    public IReadOnlyList<OpenApiParameter> Parameters { get; init; } = [];

    /// <summary>Whether there are parameters that can't be read, so that a name that isn't declared may be theirs.</summary>
    internal bool HasUnreadParameters { get; init; }

    /// <summary>The request body; null if none is declared.</summary>
    public OpenApiRequestBody? RequestBody { get; init; }

    /// <summary>The responses, in the document's order.</summary>
    public IReadOnlyList<OpenApiResponse> Responses { get; init; } = [];

    /// <summary>What satisfies the operation's security: any one of these. Empty if it needs no credentials.</summary>
    public IReadOnlyList<OpenApiSecurityRequirement> Security { get; init; } = [];

    /// <summary>Where the operation is served: its own servers, else those of its path, else those of the document.</summary>
    public IReadOnlyList<OpenApiServer> Servers { get; init; } = [];

    /// <summary>Where the operation stands: the document's URI and a JSON Pointer as fragment.</summary>
    public string Location { get; init; } = "";
}

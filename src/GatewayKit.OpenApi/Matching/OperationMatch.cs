namespace GatewayKit.OpenApi;

/// <summary>The result of matching a request to an operation.</summary>
public readonly record struct OperationMatch
{
    private readonly IReadOnlyList<KeyValuePair<string, string>>? _pathParameters;
    private readonly IReadOnlyList<string>? _allowedMethods;

    internal OperationMatch(OpenApiOperation operation, IReadOnlyList<KeyValuePair<string, string>> pathParameters)
        => (Operation, _pathParameters) = (operation, pathParameters);

    internal OperationMatch(IReadOnlyList<string> allowedMethods) => _allowedMethods = allowedMethods;

    /// <summary>The operation; <c>null</c> if none matches. For HEAD requests it may be a GET operation.</summary>
    public OpenApiOperation? Operation { get; }

    /// <summary>The values of the path's variables, in path order, percent-encoded as the client wrote them.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> PathParameters => _pathParameters ?? [];

    /// <summary>If no operation matches, the sorted methods of the path, including HEAD if it has GET: the response is 405. Empty if the
    /// path is unknown: the response is 404.</summary>
    public IReadOnlyList<string> AllowedMethods => _allowedMethods ?? [];
}

namespace GatewayKit.OpenApi;

/// <summary>The operation that a request is for, if there is one.</summary>
public readonly record struct OperationMatch
{
    private readonly IReadOnlyList<KeyValuePair<string, string>>? _pathParameters;
    private readonly IReadOnlyList<string>? _allowedMethods;

    internal OperationMatch(OpenApiOperation operation, IReadOnlyList<KeyValuePair<string, string>> pathParameters) => (Operation, _pathParameters) = (operation, pathParameters);

    internal OperationMatch(IReadOnlyList<string> allowedMethods) => _allowedMethods = allowedMethods;

    /// <summary>The operation; null if there is none. It may be one of GET for a request of HEAD.</summary>
    public OpenApiOperation? Operation { get; }

    /// <summary>The values of the path's variables, in its order, as the client wrote them: percent-encoded.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> PathParameters => _pathParameters ?? [];

    /// <summary>Where there is no operation, the methods that the path has, sorted, HEAD included where there is GET: the answer is 405.
    /// Empty if nothing has the path: the answer is 404.</summary>
    public IReadOnlyList<string> AllowedMethods => _allowedMethods ?? [];
}

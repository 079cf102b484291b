using GatewayKit.OpenApi.Matching;

namespace GatewayKit.OpenApi;

/// <summary>
/// Finds the operation of a request: segment by segment, text before text with variables in it before a variable, among the operations
/// that have the method. Thread-safe; a match costs no memory but that of the path's parameters.
/// </summary>
/// <remarks>
/// Servers' base paths may stand before an operation's path or not; who writes one is understood to mean it. Text is compared decoded
/// and by case; an encoded slash separates nothing. A slash at the end matters only where an operation is told from another by it.
/// HEAD is answered by GET where no HEAD is declared.
/// </remarks>
public sealed class OperationMatcher
{
    private readonly PathTree _withBase = new();
    private readonly PathTree _bare = new();

    /// <summary>A matcher for a document's operations.</summary>
    /// <param name="document">The document.</param>
    public OperationMatcher(OpenApiDocument document)
    {
        ArgumentNullException.ThrowIfNull(document);
        foreach (var operation in document.Operations)
        {
            var bases = operation.Servers.Select(server => server.BasePath).DefaultIfEmpty("").Distinct(StringComparer.Ordinal).ToList();
            foreach (var path in bases)
                _withBase.Add(path, operation);
            if (!bases.Contains(""))
                _bare.Add("", operation);
        }
        _withBase.Freeze();
        _bare.Freeze();
    }

    /// <summary>Finds an operation.</summary>
    /// <param name="method">The method, in capitals.</param>
    /// <param name="path">The path as the client wrote it, percent-encoded, without query.</param>
    public OperationMatch Match(string method, string path)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);

        var exact = path.AsSpan().StartsWith('/') ? path.AsSpan(1) : path;
        if (Find(method, exact) is { } target)
            return target.Match(exact);
        if (exact.Length == 0)
            return new OperationMatch(Methods(exact));

        // A path that ends with a slash has an empty segment at its end.
        var other = exact[^1] == '/' ? exact[..^1] : $"{exact}/";
        if (Find(method, other) is { } tolerated)
            return tolerated.Match(other);
        var allowed = Methods(exact);
        return new OperationMatch(allowed.Count > 0 ? allowed : Methods(other));
    }

    private MatchTarget? Find(string method, ReadOnlySpan<char> path)
    {
        var target = _withBase.Find(method, path) ?? _bare.Find(method, path);
        return target is null && method == "HEAD" ? _withBase.Find("GET", path) ?? _bare.Find("GET", path) : target;
    }

    private List<string> Methods(ReadOnlySpan<char> path)
    {
        var methods = new SortedSet<string>(StringComparer.Ordinal);
        _withBase.CollectMethods(path, methods);
        _bare.CollectMethods(path, methods);
        if (methods.Contains("GET"))
            methods.Add("HEAD");
        return [.. methods];
    }
}

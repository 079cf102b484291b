using GatewayKit.OpenApi.Matching;

namespace GatewayKit.OpenApi;

/// <summary>
/// Finds the operation of a request among those with its method, segment by segment: literal text first, then text with variables, then
/// variables. Thread-safe; a match allocates only the values of the path's variables.
/// </summary>
/// <remarks>
/// The base path of a server is optional in a request. Text is decoded and compared with case; an encoded slash isn't a separator. A
/// trailing slash matters only if two operations differ in it. GET handles HEAD if HEAD isn't declared.
/// </remarks>
public sealed class OperationMatcher
{
    /// <summary>The maximum length of paths that are changed on the stack.</summary>
    private const int MaxStack = 256;

    private readonly PathTree _withBase = new();
    private readonly PathTree _bare = new();

    /// <summary>Creates a matcher for a document's operations.</summary>
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
    /// <param name="method">The method, in upper case.</param>
    /// <param name="path">The path as the client wrote it, percent-encoded, without the query.</param>
    public OperationMatch Match(string method, string path)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);

        var exact = WithoutSlash(path);
        if (FindExact(method, exact) is { } target)
            return target.Match(exact);
        if (exact.Length == 0)
            return new OperationMatch(Methods(exact));

        var other = Toggle(exact, stackalloc char[MaxStack]);
        if (FindExact(method, other) is { } tolerated)
            return tolerated.Match(other);
        var allowed = Methods(exact);
        return new OperationMatch(allowed.Count > 0 ? allowed : Methods(other));
    }

    /// <summary>Finds an operation without the values of the path's variables. That allocates nothing, unless the path is percent-encoded
    /// or long, or a segment can be split in several ways.</summary>
    /// <param name="method">The method, in upper case.</param>
    /// <param name="path">The path as the client wrote it, percent-encoded, without the query.</param>
    /// <returns>The operation; null if none matches.</returns>
    public OpenApiOperation? Find(string method, ReadOnlySpan<char> path)
    {
        ArgumentNullException.ThrowIfNull(method);

        var exact = WithoutSlash(path);
        var target = FindExact(method, exact);
        if (target is null && exact.Length > 0)
            target = FindExact(method, Toggle(exact, stackalloc char[MaxStack]));
        return target?.Operation;
    }

    private static ReadOnlySpan<char> WithoutSlash(ReadOnlySpan<char> path) => path.StartsWith('/') ? path[1..] : path;

    /// <summary>Returns a path with a trailing slash, which is an empty segment, or without the one that it has.</summary>
    private static ReadOnlySpan<char> Toggle(ReadOnlySpan<char> path, Span<char> buffer)
    {
        if (path[^1] == '/')
            return path[..^1];

        var longer = path.Length < buffer.Length ? buffer[..(path.Length + 1)] : new char[path.Length + 1];
        path.CopyTo(longer);
        longer[^1] = '/';
        return longer;
    }

    private MatchTarget? FindExact(string method, ReadOnlySpan<char> path)
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

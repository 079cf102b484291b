using GatewayKit.OpenApi;

namespace GatewayKit.Cli.Importing;

/// <summary>The import of an OpenAPI document: its routes, their cluster, and the parts that could not be imported.</summary>
internal sealed class OpenApiImport
{
    /// <summary>The supported methods of a route. TRACE isn't included, because the gateway rejects it on every route.</summary>
    private static readonly string[] s_methods = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

    private readonly OpenApiDocument _document;
    private readonly List<ImportedRoute> _routes = [];
    private readonly List<string> _notes = [];
    private readonly UniqueNames _ids = new();
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    private OpenApiImport(OpenApiDocument document, ImportSettings settings) => (_document, Settings) = (document, settings);

    public ImportSettings Settings { get; }

    public string Title => _document.ApiVersion.Length == 0 ? _document.Title : $"{_document.Title} {_document.ApiVersion}";

    public IReadOnlyList<ImportedRoute> Routes => _routes;

    /// <summary>The parts that could not be imported, one sentence each.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>The cluster's id; null if there is none.</summary>
    public string? ClusterId { get; private set; }

    /// <summary>The prefix to remove from the path for an upstream whose URL has its own path; empty for none.</summary>
    public string RemovedPrefix { get; private set; } = "";

    public static OpenApiImport Of(OpenApiDocument document, ImportSettings settings)
    {
        var import = new OpenApiImport(document, settings);
        if (settings.Upstream is null)
            import.AddMockedPaths();
        else
            import.AddOperations(settings.Upstream);
        import.NoteServers();
        import.NoteSecurity();
        import.NoteCalls();
        return import;
    }

    /// <summary>Removes a route that the gateway would reject, and notes the reason.</summary>
    public void Drop(ImportedRoute route, string problem)
    {
        _routes.Remove(route);
        _notes.Add($"{route.Operation}: {problem}");
    }

    private static string BasePath(OpenApiOperation operation) => operation.Servers is [var server, ..] ? server.BasePath : "";

    /// <summary>A mock distinguishes operations itself, and also responds for undocumented ones.</summary>
    private void AddMockedPaths()
    {
        foreach (var basePath in _document.Operations.Select(BasePath).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            if (RoutePattern.TryTranslate(basePath, out var pattern, out var problem))
                _routes.Add(new ImportedRoute(_ids.Add(basePath.Length == 0 ? "api" : RoutePattern.Slug(basePath)),
                    pattern.TrimEnd('/') + "/{**rest}", [], $"The base path '{basePath}'"));
            else
                _notes.Add($"The base path '{basePath}': {problem}");
        }
    }

    private void AddOperations(Uri upstream)
    {
        ClusterId = RoutePattern.Slug(_document.Title, "api");
        var basePath = _document.Servers is [var server, ..] ? server.BasePath : "";
        RemovedPrefix = upstream.AbsolutePath is "/" ? "" : basePath;
        foreach (var operation in _document.Operations)
        {
            var name = $"{operation.Method} {operation.Path}";
            if (!s_methods.Contains(Method(operation)))
            {
                _notes.Add($"{name}: The gateway doesn't route the method '{operation.Method}', only {string.Join(", ", s_methods)}.");
                continue;
            }

            if (!RoutePattern.TryTranslate(BasePath(operation) + operation.Path, out var pattern, out var problem))
            {
                _notes.Add($"{name}: {problem}");
                continue;
            }

            if (!_taken.Add($"{Method(operation)} {pattern}"))
            {
                _notes.Add($"{name}: Another operation already has this method and path.");
                continue;
            }

            var id = RoutePattern.Slug(operation.OperationId ?? $"{operation.Method.ToLowerInvariant()}{operation.Path}");
            _routes.Add(new ImportedRoute(_ids.Add(id), pattern, Methods(operation), name));
            if (BasePath(operation) != basePath && RemovedPrefix.Length > 0)
                _notes.Add($"{operation.Method} {operation.Path}: its path is under '{BasePath(operation)}', not under '{basePath}'; it "
                    + "uses the same upstream.");
        }
    }

    /// <summary>Adds HEAD to GET (RFC 9110, section 9.3.2).</summary>
    private string[] Methods(OpenApiOperation operation)
        => Method(operation) == "GET" && !_document.Operations.Any(o => Method(o) == "HEAD" && o.Path == operation.Path)
            ? ["GET", "HEAD"]
            : [Method(operation)];

    /// <summary>Documents may use any case for additional operations; the gateway reads "get" as GET.</summary>
    private static string Method(OpenApiOperation operation) => operation.Method.ToUpperInvariant();

    private void NoteServers()
    {
        if (Settings.Upstream is null)
            return;

        foreach (var server in _document.Servers.Skip(1))
            _notes.Add($"The server '{server.Url}': only one upstream is supported, which replaces the document's first server.");
    }

    private void NoteSecurity()
    {
        var used = _document.Operations.SelectMany(o => o.Security).SelectMany(r => r.Schemes).Select(s => s.Key).DistinctBy(s => s.Name);
        foreach (var scheme in used.Where(_ => Settings.Upstream is not null))
        {
            _notes.Add($"The security scheme '{scheme.Name}' ({Described(scheme)}): the upstream checks it. To check it at the "
                + "gateway, add "
                + (scheme.Type == SecuritySchemeType.ApiKey && scheme.In != ParameterLocation.Cookie
                    ? "the plugin key-auth and consumers with keys."
                    : "a plugin that authenticates."));
        }
    }

    private static string Described(OpenApiSecurityScheme scheme) => scheme.Type switch
    {
        SecuritySchemeType.ApiKey => $"API key in {scheme.In.ToString().ToLowerInvariant()} '{scheme.ParameterName}'",
        SecuritySchemeType.Http => $"HTTP {scheme.Scheme}",
        SecuritySchemeType.OAuth2 => "OAuth 2.0",
        SecuritySchemeType.OpenIdConnect => "OpenID Connect",
        _ => "mutual TLS",
    };

    /// <summary>Notes callbacks: requests of the API itself don't pass the gateway.</summary>
    private void NoteCalls()
    {
        foreach (var operation in _document.Operations)
        {
            if (_document.Schemas.Find(operation.Location) is { Json: { ValueKind: System.Text.Json.JsonValueKind.Object } json }
                && json.TryGetProperty("callbacks", out _))
                _notes.Add($"{operation.Method} {operation.Path}: its callbacks; requests of the API itself don't pass the gateway.");
        }
    }
}

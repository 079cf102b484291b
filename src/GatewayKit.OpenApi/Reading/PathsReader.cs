using GatewayKit.OpenApi.Schemas.Values;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads the paths and the operations on them.</summary>
internal sealed class PathsReader(ReaderScope scope, OperationReader reader)
{
    private const int MaxSegments = 100;
    private static readonly string[] Methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private readonly Dictionary<string, string> _shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly List<OpenApiOperation> _operations = [];

    public IReadOnlyList<OpenApiOperation> Read(Place root)
    {
        foreach (var (name, place) in scope.Members.Of(scope.Members.Object(root, "paths")))
        {
            var path = name.StartsWith('/') ? name : $"/{name}";
            if (Template(name, path, place) is { } template && PathItem.Read(place, scope) is { } item)
                ReadItem(path, template, item);
        }
        return _operations;
    }

    private PathTemplate? Template(string name, string path, Place place)
    {
        var template = PathTemplate.Parse(path, out var problem);
        if (template?.Segments.Count > MaxSegments)
            problem = $"A path may have at most {MaxSegments} segments.";
        if (template is null || problem.Length > 0)
        {
            scope.Findings.Error(place, problem);
            return null;
        }
        if (name != path)
            scope.Findings.Warn(place, $"A path must begin with '/'; it is read as '{Shortened.Text(path)}'.");
        if (path.AsSpan().ContainsAny('?', '#'))
            scope.Findings.Warn(place, "A path must not have a query or a fragment; no request matches it. Declare parameters 'in: query' instead.");
        if (template.Variables.GroupBy(variable => variable, StringComparer.Ordinal).FirstOrDefault(variables => variables.Count() > 1) is { } twice)
            scope.Findings.Warn(place, $"The variable '{Shortened.Text(twice.Key)}' stands twice in the path; the first value is checked.");
        return template;
    }

    private void ReadItem(string path, PathTemplate template, PathItem item)
    {
        foreach (var place in item.Places)
            scope.Spelling.PathItem(place);
        foreach (var (method, place) in Operations(item))
        {
            scope.Budget.Take(PartBudget.Operation);
            if (scope.Members.Object(place) is not { } target)
                continue;
            if (_shapes.TryAdd($"{method} {template.Shape}", path))
                _operations.Add(WithOwnId(reader.Read(method, path, template, item, target), target));
            else
                scope.Findings.Error(place, $"{method} is declared by '{Shortened.Text(_shapes[$"{method} {template.Shape}"])}' already, which matches the same paths.");
        }
    }

    /// <summary>An operation whose id another one has goes by its method and path, so that each has a key of its own.</summary>
    private OpenApiOperation WithOwnId(OpenApiOperation operation, Place place)
    {
        if (operation.OperationId is not { } id || _ids.TryAdd(id, $"{operation.Method} {operation.Path}"))
            return operation;
        scope.Findings.Warn(
            place.Below("operationId", default),
            $"{Shortened.Text(_ids[id])} has the operationId '{Shortened.Text(id)}' already; this operation goes by '{operation.Method} {Shortened.Text(operation.Path)}'.");
        return operation with { OperationId = null };
    }

    private IEnumerable<(string Method, Place Place)> Operations(PathItem item)
    {
        foreach (var (name, place) in item.Members)
        {
            var method = name.ToLowerInvariant();
            if (!Methods.Contains(method, StringComparer.Ordinal) && (method != "query" || scope.IsSwagger))
                continue;
            if (method != name)
                scope.Findings.Warn(place, $"A method must be in lower case; '{name}' is read as '{method}'.");
            yield return (method.ToUpperInvariant(), place);
        }
        if (scope.IsSwagger || item.Find("additionalOperations") is not { } additional)
            yield break;
        foreach (var (method, place) in scope.Members.Of(scope.Members.Object(additional)))
            yield return (method, place);
    }
}

using GatewayKit.JsonSchema.Values;
using GatewayKit.OpenApi.Reading.Files;
using GatewayKit.OpenApi.Reading.Parts;

namespace GatewayKit.OpenApi.Reading;

/// <summary>Reads the paths and their operations.</summary>
internal sealed class PathsReader(ReaderScope scope, OperationReader reader)
{
    private const int MaxSegments = 100;
    private static readonly string[] s_methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    private readonly Dictionary<string, string> _shapes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
    private readonly List<OpenApiOperation> _operations = [];

    public IReadOnlyList<OpenApiOperation> Read(SourceLocation root)
    {
        foreach (var (name, location) in scope.Members.Of(scope.Members.Object(root, "paths")))
        {
            var path = name.StartsWith('/') ? name : $"/{name}";
            if (Template(name, path, location) is { } template && PathItem.Read(location, scope) is { } item)
                ReadItem(path, template, item);
        }
        return _operations;
    }

    private PathTemplate? Template(string name, string path, SourceLocation location)
    {
        var template = PathTemplate.Parse(path, out var problem);
        if (template?.Segments.Count > MaxSegments)
            problem = $"A path may have at most {MaxSegments} segments.";
        if (template is null || problem.Length > 0)
        {
            scope.Findings.Error(location, problem);
            return null;
        }
        if (name != path)
            scope.Findings.Warn(location, $"A path must start with '/'; it is read as '{Shortened.Text(path)}'.");
        if (path.AsSpan().ContainsAny('?', '#'))
            scope.Findings.Warn(
                location, "A path must not have a query or a fragment; no request matches it. Declare parameters 'in: query' instead.");
        if (template.Variables
            .GroupBy(variable => variable, StringComparer.Ordinal)
            .FirstOrDefault(variables => variables.Count() > 1) is { } twice)
            scope.Findings.Warn(
                location, $"The variable '{Shortened.Text(twice.Key)}' appears twice in the path; only the first value is checked.");
        return template;
    }

    private void ReadItem(string path, PathTemplate template, PathItem item)
    {
        foreach (var location in item.Locations)
            scope.Spelling.PathItem(location);
        foreach (var (method, location) in Operations(item))
        {
            scope.Budget.Take(PartBudget.Operation);
            if (scope.Members.Object(location) is not { } target)
                continue;
            if (_shapes.TryAdd($"{method} {template.Shape}", path))
                _operations.Add(WithOwnId(reader.Read(method, path, template, item, target), target));
            else
                scope.Findings.Error(location,
                    $"{method} is already declared by '{Shortened.Text(_shapes[$"{method} {template.Shape}"])}', which matches "
                        + "the same paths.");
        }
    }

    /// <summary>An operation with a duplicate id is identified by method and path, so that keys are unique.</summary>
    private OpenApiOperation WithOwnId(OpenApiOperation operation, SourceLocation location)
    {
        if (operation.OperationId is not { } id || _ids.TryAdd(id, $"{operation.Method} {operation.Path}"))
            return operation;
        scope.Findings.Warn(
            location.Below("operationId", default),
            $"{Shortened.Text(_ids[id])} already has the operationId '{Shortened.Text(id)}'; this operation is identified by "
                + $"'{operation.Method} {Shortened.Text(operation.Path)}'.");
        return operation with { OperationId = null };
    }

    private IEnumerable<(string Method, SourceLocation Location)> Operations(PathItem item)
    {
        foreach (var (name, location) in item.Members)
        {
            var method = name.ToLowerInvariant();
            if (!s_methods.Contains(method, StringComparer.Ordinal) && (method != "query" || scope.IsSwagger))
                continue;
            if (method != name)
                scope.Findings.Warn(location, $"A method must be in lower case; '{name}' is read as '{method}'.");
            yield return (method.ToUpperInvariant(), location);
        }
        if (scope.IsSwagger || item.Find("additionalOperations") is not { } additional)
            yield break;
        foreach (var (method, location) in scope.Members.Of(scope.Members.Object(additional)))
            yield return (method, location);
    }
}

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
        foreach (var (path, place) in scope.Members.Of(scope.Members.Object(root, "paths")))
        {
            if (Template(path, place) is { } template && PathItem.Read(place, scope) is { } item)
                ReadItem(path, template, item);
            if (scope.Mistakes.Full)
                break;
        }
        return _operations;
    }

    private PathTemplate? Template(string path, Place place)
    {
        var problem = "A path must begin with '/'.";
        var template = path.StartsWith('/') ? PathTemplate.Parse(path, out problem) : null;
        if (template is not null)
        {
            problem = template.Segments.Count > MaxSegments ? $"A path may have at most {MaxSegments} segments."
                : template.Variables.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(names => names.Count() > 1) is { } twice
                    ? $"The variable '{Shortened.Text(twice.Key)}' stands twice in the path."
                : "";
        }
        if (problem.Length == 0)
            return template;
        scope.Mistakes.Add(place, problem);
        return null;
    }

    private void ReadItem(string path, PathTemplate template, PathItem item)
    {
        foreach (var (method, place) in Operations(item))
        {
            scope.Budget.Take(PartBudget.Operation);
            if (!_shapes.TryAdd($"{method} {template.Shape}", path))
            {
                scope.Mistakes.Add(place, $"{method} is declared by '{Shortened.Text(_shapes[$"{method} {template.Shape}"])}' already, which matches the same paths.");
                continue;
            }
            if (scope.Members.Object(place) is not { } target)
                continue;
            var operation = reader.Read(method, path, template, item, target);
            if (operation.OperationId is { } id && !_ids.TryAdd(id, $"{method} {path}"))
                scope.Mistakes.Add(target.Below("operationId", default), $"{Shortened.Text(_ids[id])} has the operationId '{Shortened.Text(id)}' already.");
            _operations.Add(operation);
        }
    }

    private IEnumerable<(string Method, Place Place)> Operations(PathItem item)
    {
        foreach (var (name, place) in item.Members)
        {
            if (Methods.Contains(name, StringComparer.Ordinal) || (name == "query" && !scope.IsSwagger))
                yield return (name.ToUpperInvariant(), place);
        }
        if (scope.IsSwagger || item.Find("additionalOperations") is not { } additional)
            yield break;
        foreach (var (method, place) in scope.Members.Of(scope.Members.Object(additional)))
            yield return (method, place);
    }
}

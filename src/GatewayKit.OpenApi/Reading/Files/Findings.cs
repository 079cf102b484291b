namespace GatewayKit.OpenApi.Reading.Files;

/// <summary>Collects the findings of a document. Lines and columns are determined at the end, in one pass over each file with
/// findings.</summary>
internal sealed class Findings(int limit)
{
    private readonly HashSet<(string File, string Pointer, string Message)> _known = [];
    private readonly Dictionary<OpenApiSeverity, int> _counts = [];
    private readonly List<(SourceLocation Location, OpenApiSeverity Severity, string Message)> _open = [];
    private readonly List<OpenApiError> _placed = [];

    /// <summary>The number of findings beyond the limit.</summary>
    public int Omitted { get; private set; }

    /// <summary>Reports a part that can't be used and is left out.</summary>
    public void Error(SourceLocation location, string message) => Add(location, OpenApiSeverity.Error, message);

    /// <summary>Reports a part that differs from the specification but has a clear meaning.</summary>
    public void Warn(SourceLocation location, string message) => Add(location, OpenApiSeverity.Warning, message);

    public void Add(SourceLocation location, OpenApiSeverity severity, string message)
    {
        if (Take(severity, (location.Source.Name, location.Pointer, message)))
            _open.Add((location, severity, message));
    }

    public void Add(OpenApiError error)
    {
        if (Take(error.Severity, (error.File, $"{error.JsonPointer} {error.Line}:{error.Column}", error.Message)))
            _placed.Add(error);
    }

    public IReadOnlyList<OpenApiError> Finish()
    {
        foreach (var file in _open.GroupBy(finding => finding.Location.Source))
        {
            var tree = new PointerTree();
            var wanted = file.Select(finding => (finding, Node: tree.Want(finding.Location.Pointer))).ToList();
            if (file.Key.IsYaml)
                YamlPositions.Find(file.Key.Text, tree);
            else
                JsonPositions.Find(file.Key.Text, tree);
            foreach (var ((location, severity, message), node) in wanted)
                _placed.Add(new OpenApiError(file.Key.Name, location.Pointer, node.Found.Line, node.Found.Column, message)
                {
                    Severity = severity,
                });
        }
        _open.Clear();
        return [.. _placed.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line).ThenBy(error => error.Column)];
    }

    private bool Take(OpenApiSeverity severity, (string, string, string) key)
    {
        if (_known.Contains(key))
            return false;
        var count = _counts.GetValueOrDefault(severity);
        if (count == limit)
        {
            Omitted++;
            return false;
        }
        _counts[severity] = count + 1;
        return _known.Add(key);
    }
}

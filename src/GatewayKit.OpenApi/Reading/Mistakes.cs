namespace GatewayKit.OpenApi.Reading;

/// <summary>Collects what is wrong. Lines and columns are looked up at the end, in one pass over each file that has mistakes.</summary>
internal sealed class Mistakes(int limit)
{
    private readonly HashSet<(string File, string Pointer, string Message)> _known = [];
    private readonly List<(Place Place, string Message)> _open = [];
    private readonly List<OpenApiError> _placed = [];

    public bool Any => _known.Count > 0;

    public bool Full => _known.Count >= limit;

    public void Add(Place place, string message)
    {
        if (!Full && _known.Add((place.Source.Name, place.Pointer, message)))
            _open.Add((place, message));
    }

    public void Add(OpenApiError error)
    {
        if (!Full && _known.Add((error.File, $"{error.JsonPointer} {error.Line}:{error.Column}", error.Message)))
            _placed.Add(error);
    }

    public IReadOnlyList<OpenApiError> Finish()
    {
        foreach (var file in _open.GroupBy(mistake => mistake.Place.Source))
        {
            var tree = new PointerTree();
            var wanted = file.Select(mistake => (mistake, Node: tree.Want(mistake.Place.Pointer))).ToList();
            if (file.Key.IsYaml)
                YamlPositions.Find(file.Key.Text, tree);
            else
                JsonPositions.Find(file.Key.Text, tree);
            foreach (var (mistake, node) in wanted)
                _placed.Add(new OpenApiError(file.Key.Name, mistake.Place.Pointer, node.Found.Line, node.Found.Column, mistake.Message));
        }
        _open.Clear();
        return [.. _placed.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line).ThenBy(error => error.Column)];
    }
}

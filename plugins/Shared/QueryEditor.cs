using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins;

/// <summary>Edits a query. Unchanged parameters keep their position and encoding, byte for byte.</summary>
internal sealed class QueryEditor
{
    private readonly List<string> _segments = [];

    public QueryEditor(QueryString query)
    {
        foreach (var segment in new QuerySegments(query))
            _segments.Add(segment.Text.ToString());
    }

    public static bool Has(QueryString query, string name)
    {
        foreach (var segment in new QuerySegments(query))
        {
            if (segment.Has(name))
                return true;
        }

        return false;
    }

    public void Remove(string name) => _segments.RemoveAll(segment => new QuerySegment(segment).Has(name));

    /// <summary>Renames all parameters of a name. Existing parameters of the new name are removed.</summary>
    public void Rename(string name, string newName)
    {
        if (!Has(name))
            return;

        Remove(newName);
        for (var i = 0; i < _segments.Count; i++)
        {
            var segment = new QuerySegment(_segments[i]);
            if (segment.Has(name))
                _segments[i] = string.Concat(Uri.EscapeDataString(newName), segment.Rest);
        }
    }

    /// <summary>Replaces all parameters of a name by a single one at the position of the first. Does nothing if there is none.</summary>
    public void Replace(string name, string value)
    {
        var first = _segments.FindIndex(segment => new QuerySegment(segment).Has(name));
        if (first < 0)
            return;

        Remove(name);
        _segments.Insert(first, Segment(name, value));
    }

    /// <summary>Adds a parameter unless the query has one of that name.</summary>
    public void Add(string name, string value)
    {
        if (!Has(name))
            Append(name, value);
    }

    public void Append(string name, string value) => _segments.Add(Segment(name, value));

    public QueryString ToQueryString() => _segments.Count == 0 ? QueryString.Empty : new QueryString("?" + string.Join('&', _segments));

    private bool Has(string name) => _segments.Exists(segment => new QuerySegment(segment).Has(name));

    private static string Segment(string name, string value) => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
}

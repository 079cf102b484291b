using Microsoft.AspNetCore.Http;

namespace GatewayKit;

/// <summary>
/// Edits a query. Unchanged parameters keep their position and encoding, byte for byte.
/// Names are case-sensitive; names and values are passed unencoded.
/// </summary>
public sealed class QueryEditor
{
    private readonly List<string> _parameters = [];

    /// <summary>Starts with the parameters of a query.</summary>
    /// <param name="query">The query, such as <see cref="HttpRequest.QueryString"/>.</param>
    public QueryEditor(QueryString query)
    {
        foreach (var parameter in new QueryParameters(query))
            _parameters.Add(parameter.Text.ToString());
    }

    /// <summary>Removes all parameters of a name.</summary>
    /// <param name="name">The name.</param>
    public void Remove(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        _parameters.RemoveAll(parameter => new QueryParameter(parameter).Has(name));
    }

    /// <summary>Renames all parameters of a name. If there are any, other parameters of the new name are removed.</summary>
    /// <param name="name">The name.</param>
    /// <param name="newName">The new name.</param>
    public void Rename(string name, string newName)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(newName);
        if (name == newName || !Has(name))
            return;

        Remove(newName);
        for (var i = 0; i < _parameters.Count; i++)
        {
            var parameter = new QueryParameter(_parameters[i]);
            if (parameter.Has(name))
                _parameters[i] = string.Concat(Uri.EscapeDataString(newName), parameter.Rest);
        }
    }

    /// <summary>Replaces all parameters of a name by a single one at the position of the first. Does nothing if there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The new value.</param>
    public void Replace(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        var first = _parameters.FindIndex(parameter => new QueryParameter(parameter).Has(name));
        if (first < 0)
            return;

        Remove(name);
        _parameters.Insert(first, Encoded(name, value));
    }

    /// <summary>Adds a parameter unless the query has one of that name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public void Add(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (!Has(name))
            Append(name, value);
    }

    /// <summary>Adds a parameter at the end, whether or not the query has one of that name.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    public void Append(string name, string value)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        _parameters.Add(Encoded(name, value));
    }

    /// <summary>Returns the query with all changes, for <see cref="HttpRequest.QueryString"/>.</summary>
    public QueryString ToQueryString()
        => _parameters.Count == 0 ? QueryString.Empty : new QueryString("?" + string.Join('&', _parameters));

    private bool Has(string name) => _parameters.Exists(parameter => new QueryParameter(parameter).Has(name));

    private static string Encoded(string name, string value) => $"{Uri.EscapeDataString(name)}={Uri.EscapeDataString(value)}";
}

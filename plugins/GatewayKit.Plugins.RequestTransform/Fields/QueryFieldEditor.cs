using GatewayKit.Transforms;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Changes the parameters of a query, or the fields of a form.</summary>
internal sealed class QueryFieldEditor(QueryString query) : IFieldEditor
{
    private readonly QueryEditor _editor = new(query);

    /// <inheritdoc />
    public void Remove(string name) => _editor.Remove(name);

    /// <inheritdoc />
    public void Rename(string name, string newName) => _editor.Rename(name, newName);

    /// <inheritdoc />
    public void Replace(string name, string value) => _editor.Replace(name, value);

    /// <inheritdoc />
    public void Add(string name, string value) => _editor.Add(name, value);

    /// <inheritdoc />
    public void Append(string name, string value) => _editor.Append(name, value);

    /// <summary>Returns the query with all changes.</summary>
    public QueryString ToQueryString() => _editor.ToQueryString();
}

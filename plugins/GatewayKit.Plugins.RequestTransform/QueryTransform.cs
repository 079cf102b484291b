using GatewayKit.Transforms;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.RequestTransform;

/// <summary>Applies changes to a query, in order. A query that no change affects stays as it is.</summary>
internal sealed class QueryTransform(RequestTransformOptions options, ValueSet values)
{
    private readonly string[] _remove = [.. options.Remove.Query];
    private readonly KeyValuePair<string, string>[] _rename = [.. options.Rename.Query];
    private readonly KeyValuePair<string, TextValue>[] _replace = values.Add(options.Replace.Query, _ => true);
    private readonly KeyValuePair<string, TextValue>[] _add = values.Add(options.Add.Query, _ => true);
    private readonly KeyValuePair<string, TextValue>[] _append = values.Add(options.Append.Query, _ => true);

    private readonly string[] _concerned = [.. options.Remove.Query, .. options.Rename.Query.Keys, .. options.Replace.Query.Keys];

    public void Apply(HttpRequest request, string[] rendered)
    {
        if (!Concerns(request.QueryString))
            return;

        var query = new QueryEditor(request.QueryString);
        foreach (var name in _remove)
            query.Remove(name);
        foreach (var (name, newName) in _rename)
            query.Rename(name, newName);
        foreach (var (name, value) in _replace)
            query.Replace(name, value.Of(rendered));
        foreach (var (name, value) in _add)
            query.Add(name, value.Of(rendered));
        foreach (var (name, value) in _append)
            query.Append(name, value.Of(rendered));

        request.QueryString = query.ToQueryString();
    }

    private bool Concerns(QueryString query)
    {
        if (_append.Length > 0)
            return true;

        foreach (var name in _concerned)
        {
            if (QueryParameters.Contains(query, name))
                return true;
        }

        foreach (var (name, _) in _add)
        {
            if (!QueryParameters.Contains(query, name))
                return true;
        }

        return false;
    }
}

using System.Text.Json.Nodes;
using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Soap;

/// <summary>An element whose value is in the request's URL or headers.</summary>
internal sealed class Parameter
{
    private readonly string[] _path;
    private readonly ParameterSource _source;

    public Parameter(string path, string source)
    {
        _path = path.Split('/');
        _ = ParameterSource.TryParse(source, out var parsed);
        _source = parsed!;
    }

    /// <summary>Adds the values to the client's JSON.</summary>
    /// <exception cref="ConversionException">The JSON has this member, or another value than an object for its parent.</exception>
    public void AddTo(JsonObject content, HttpRequest request)
    {
        var values = _source.ValuesOf(request);
        var parent = content;
        for (var i = 0; i < _path.Length - 1; i++)
        {
            if (!parent.TryGetPropertyValue(_path[i], out var child))
            {
                if (values.Count == 0)
                    return;
                parent[_path[i]] = child = new JsonObject();
            }

            parent = child as JsonObject
                ?? throw ConversionException.Invalid($"must have an object '{ConversionException.Shown(_path[i])}'");
        }

        // Also if the value is absent: a client must not choose by its body what the URL decides.
        var name = _path[^1];
        if (parent.ContainsKey(name))
            throw ConversionException.Invalid($"has the member '{ConversionException.Shown(name)}', which isn't part of the body");
        if (values.Count == 1)
            parent[name] = values[0];
        else if (values.Count > 1)
            parent[name] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
    }
}

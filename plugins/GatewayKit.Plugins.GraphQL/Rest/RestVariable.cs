using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.GraphQL.Rest;

/// <summary>A variable of the operation.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="HasDefault">Whether the document has a default.</param>
/// <param name="Source">Its location in requests; null for the default.</param>
internal sealed record RestVariable(string Name, VariableType Type, bool HasDefault, VariableSource? Source)
{
    private readonly VariableSource _route = new(VariablePlace.Route, Name);
    private readonly VariableSource _query = new(VariablePlace.Query, Name);
    private readonly VariableSource _member = new(VariablePlace.Member, Name);

    /// <summary>Returns the location in a request.</summary>
    public VariableSource SourceIn(HttpRequest request)
        => Source ?? (request.RouteValues.ContainsKey(Name) ? _route : HttpMethods.IsGet(request.Method) ? _query : _member);

    /// <summary>Writes the variable, unless the request doesn't have it.</summary>
    /// <exception cref="RestRequestException">The variable is required, or not valid.</exception>
    public void Write(Utf8JsonWriter writer, VariableSource source, HttpRequest request, JsonElement body)
    {
        if (source.HasText)
            WriteText(writer, source, TextsOf(source, request));
        else if (Find(source, body) is { } value)
        {
            Type.Check(value, source);
            writer.WritePropertyName(Name);
            value.WriteTo(writer);
        }
        else
            ThrowIfRequired(source);
    }

    private static JsonElement? Find(VariableSource source, JsonElement body)
        => body.ValueKind == JsonValueKind.Undefined ? null
            : source.Place == VariablePlace.Body ? body
            : body.TryGetProperty(source.Name, out var member) ? member : null;

    private void WriteText(Utf8JsonWriter writer, VariableSource source, List<string> texts)
    {
        if (texts.Count == 0)
        {
            ThrowIfRequired(source);
            return;
        }

        if (Type.Item is null && texts.Count > 1)
            throw new RestRequestException($"{source} is repeated.");
        writer.WritePropertyName(Name);
        if (Type.Item is null)
        {
            Type.Write(writer, texts[0], source);
            return;
        }

        writer.WriteStartArray();
        foreach (var text in texts)
            Type.Item.Write(writer, text, source);
        writer.WriteEndArray();
    }

    private static List<string> TextsOf(VariableSource source, HttpRequest request)
    {
        var texts = new List<string>();
        switch (source.Place)
        {
            case VariablePlace.Route:
                var value = request.RouteValues.GetValueOrDefault(source.Name);
                if (Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text)
                    texts.Add(text);
                break;
            case VariablePlace.Query:
                foreach (var parameter in new QueryParameters(request.QueryString))
                {
                    if (parameter.Has(source.Name))
                        texts.Add(parameter.Value);
                }

                break;
            default:
                texts.AddRange(request.Headers[source.Name].OfType<string>());
                break;
        }

        return texts.Exists(item => item.Contains('\uFFFD', StringComparison.Ordinal))
            ? throw new RestRequestException($"{source} isn't in UTF-8.")
            : texts;
    }

    private void ThrowIfRequired(VariableSource source)
    {
        if (Type.IsRequired && !HasDefault)
            throw new RestRequestException($"{source} is missing.");
    }
}

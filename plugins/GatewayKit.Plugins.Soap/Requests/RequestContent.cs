using System.Text.Json;
using System.Text.Json.Nodes;
using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.Soap;

/// <summary>Reads the client's JSON, and adds the parameters to it.</summary>
internal sealed class RequestContent(SoapOptions options)
{
    private readonly Parameter[] _parameters = [.. options.Parameters.Select(parameter => new Parameter(parameter.Key, parameter.Value))];

    /// <summary>Returns the content of the operation's element.</summary>
    /// <exception cref="ConversionException">The body isn't valid.</exception>
    public JsonNode? Read(ReadOnlyMemory<byte> body, HttpRequest request)
    {
        var content = Parse(body);
        if (content is JsonArray)
            throw ConversionException.Invalid("must be an object, not an array");
        if (_parameters.Length == 0)
            return content;

        var members = content as JsonObject ?? throw ConversionException.Invalid("must be an object");
        foreach (var parameter in _parameters)
            parameter.AddTo(members, request);
        return members;
    }

    private JsonNode? Parse(ReadOnlyMemory<byte> body)
    {
        var text = JsonBody.TextOf(body);
        if (text.IsEmpty)
            return new JsonObject();

        try
        {
            return JsonNode.Parse(
                text.Span, documentOptions: new JsonDocumentOptions { MaxDepth = options.MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException error)
        {
            throw JsonBody.Invalid(error, options.MaxDepth);
        }
    }
}

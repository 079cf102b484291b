using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
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
        if (body.Span.StartsWith("\uFEFF"u8))
            body = body[3..];
        if (body.IsEmpty)
            return new JsonObject();
        // The parser accepts any bytes in texts, and would replace them.
        if (!Utf8.IsValid(body.Span))
            throw ConversionException.Invalid("isn't in UTF-8");

        try
        {
            return JsonNode.Parse(
                body.Span, documentOptions: new JsonDocumentOptions { MaxDepth = options.MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException error)
        {
            throw ConversionException.Invalid(
                error.LineNumber is { } line
                    ? $"isn't valid JSON, or nests deeper than {options.MaxDepth} levels "
                        + $"(line {line + 1}, byte {error.BytePositionInLine + 1})"
                    : "isn't valid JSON: an object has two members with the same name", error);
        }
    }
}

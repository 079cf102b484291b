using System.Globalization;
using System.Text;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi;
using GatewayKit.Plugins.Mcp.Tools;
using Microsoft.AspNetCore.WebUtilities;
using ModelContextProtocol.Protocol;

namespace GatewayKit.Plugins.Mcp.Calls;

/// <summary>Turns responses of the API into results of tools. An error of the API is a result that the model can read, not an error of the
/// protocol (MCP 2026-07-28, "Tools", section "Error Handling").</summary>
internal static class ToolResults
{
    private const int MaxErrors = 5;

    private static readonly UTF8Encoding s_utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonDocumentOptions s_json = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Returns the result of a call that failed in the gateway.</summary>
    /// <param name="message">The error, for the model.</param>
    public static CallToolResult Error(string message) => new() { IsError = true, Content = [new TextContentBlock { Text = message }] };

    /// <summary>Returns the result for a response.</summary>
    public static CallToolResult Of(OperationTool tool, ToolAnswer answer)
    {
        _ = MediaType.TryParse(answer.ContentType, out var type);
        if (answer.Status is < 200 or > 299)
            return Failure(answer, type);
        if (answer.Body.IsEmpty)
        {
            return tool.Output is null
                ? new CallToolResult { Content = [new TextContentBlock { Text = $"{Status(answer.Status)}, without content." }] }
                : Error("The API responded without content, which its description doesn't allow.");
        }

        if (tool.Output is not null)
            return Structured(tool.Output, answer, type);

        return new CallToolResult { Content = [Block(tool, answer, type)] };
    }

    private static CallToolResult Structured(CompiledSchema schema, ToolAnswer answer, MediaType? type)
    {
        if (Json(answer.Body, type) is not { } value)
            return Error("The API's response isn't valid JSON, which its description requires.");

        var errors = new ValidationErrors(MaxErrors);
        if (!schema.Validate(value, errors))
        {
            return Error("The API's response doesn't match its description:\n"
                + string.Join('\n', errors.Select(error => $"- {error.InstanceLocation}: {error.Message}")));
        }

        return new CallToolResult
        {
            StructuredContent = value,
            Content = [new TextContentBlock { Text = Encoding.UTF8.GetString(answer.Body.Span) }],
        };
    }

    private static ContentBlock Block(OperationTool tool, ToolAnswer answer, MediaType? type) => type switch
    {
        { Type: "image" } when !type.IsXml => new ImageContentBlock { Data = Base64(answer.Body), MimeType = Name(type) },
        { Type: "audio" } => new AudioContentBlock { Data = Base64(answer.Body), MimeType = Name(type) },
        _ when Text(answer.Body, type) is { } text => new TextContentBlock { Text = text },
        _ => new EmbeddedResourceBlock
        {
            Resource = new BlobResourceContents
            {
                Uri = $"urn:gatewaykit:tool:{tool.Description.Name}",
                MimeType = type is null ? "application/octet-stream" : Name(type),
                Blob = Base64(answer.Body),
            },
        },
    };

    private static CallToolResult Failure(ToolAnswer answer, MediaType? type)
    {
        var text = new StringBuilder(Status(answer.Status));
        if (Json(answer.Body, type) is { ValueKind: JsonValueKind.Object } problem)
        {
            // RFC 9457, section 3.1: the detail is written for the reader; other members can have the reasons.
            if (problem.TryGetProperty("detail", out var detail) && detail.ValueKind == JsonValueKind.String)
                text.Append(": ").Append(detail.GetString());
            text.Append('\n').Append(problem.GetRawText());
        }
        else if (!answer.Body.IsEmpty && type is { Type: "text" } && Text(answer.Body, type) is { } body)
        {
            text.Append('\n').Append(body);
        }

        return Error(text.ToString());
    }

    private static string Status(int status)
        => string.Create(CultureInfo.InvariantCulture, $"{status} {ReasonPhrases.GetReasonPhrase(status)}").TrimEnd();

    /// <summary>Returns JSON; <c>null</c> if the body isn't JSON in UTF-8 (RFC 8259, section 8.1) without duplicate names
    /// and with valid texts.</summary>
    private static JsonElement? Json(ReadOnlyMemory<byte> body, MediaType? type)
    {
        if (type is not { IsJson: true })
            return null;

        try
        {
            CheckTexts(body.Span);
            return JsonElement.Parse(body.Span, s_json);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Reads all texts, because the SDK can't write those that aren't valid UTF-8 or UTF-16.</summary>
    /// <exception cref="InvalidOperationException">A text isn't valid.</exception>
    private static void CheckTexts(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                _ = reader.GetString();
        }
    }

    /// <summary>Returns text; <c>null</c> if the body isn't text in a known charset.</summary>
    private static string? Text(ReadOnlyMemory<byte> body, MediaType? type)
    {
        if (type is null || !(type.Type == "text" || type.IsJson || type.IsXml || type.IsJsonSequence
            || type is { Type: "application", Subtype: "x-www-form-urlencoded" or "yaml" or "javascript" }))
            return null;

        var isLatin = type.Parameter("charset") is { } charset && charset.Equals("iso-8859-1", StringComparison.OrdinalIgnoreCase);
        try
        {
            return isLatin ? Encoding.Latin1.GetString(body.Span) : s_utf8.GetString(body.Span);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>The SDK has the text of Base64 as bytes.</summary>
    private static ReadOnlyMemory<byte> Base64(ReadOnlyMemory<byte> body) => Encoding.ASCII.GetBytes(Convert.ToBase64String(body.Span));

    private static string Name(MediaType type) => $"{type.Type}/{type.Subtype}";
}

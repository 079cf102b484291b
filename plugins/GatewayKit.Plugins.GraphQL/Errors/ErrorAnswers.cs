using System.Buffers;
using System.Text.Json;
using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.GraphQL.Errors;

/// <summary>Writes errors as GraphQL responses: in the media type of GraphQL over HTTP if the client accepts it, otherwise in
/// JSON.</summary>
internal sealed class ErrorAnswers(ErrorStatus status)
{
    private const string ResponseType = "application/graphql-response+json";
    private const string JsonType = "application/json";

    /// <summary>Returns the answer to a rejected request.</summary>
    public GatewayResponse Reject(HttpRequest request, GraphQLError error)
    {
        var body = Write(writer =>
        {
            writer.WriteString("message", error.Message);
            writer.WriteStartObject("extensions");
            writer.WriteString("code", error.Code);
            writer.WriteEndObject();
        });
        var response = new GatewayResponse(StatusFor(request, error.Status)).WithBody(body, TypeFor(request));
        return error.Status == StatusCodes.Status405MethodNotAllowed ? response.WithHeader("Allow", "POST") : response;
    }

    /// <summary>Replaces a problem of the gateway or of another plugin. The error doesn't contain one that isn't valid.</summary>
    public void Convert(GatewayContext context, ReadOnlyMemory<byte> problem)
    {
        try
        {
            using var document = JsonDocument.Parse(problem);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                Convert(context, document.RootElement);
                return;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or ArgumentException)
        {
            // The last two: a text has half of a surrogate pair.
        }

        using var status = JsonDocument.Parse($$"""{"status":{{context.Http.Response.StatusCode}}}""");
        Convert(context, status.RootElement);
    }

    private void Convert(GatewayContext context, JsonElement problem)
    {
        var (request, response) = (context.Http.Request, context.Http.Response);
        var title = problem.TryGetProperty("title", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
        var body = Write(writer =>
        {
            writer.WriteString("message", title ?? "Error");
            writer.WriteStartObject("extensions");
            writer.WriteString("code", CodeOf(response.StatusCode));
            writer.WritePropertyName("problem");
            problem.WriteTo(writer);
            writer.WriteEndObject();
        });
        context.SetResponseBody(body, TypeFor(request));
        response.StatusCode = StatusFor(request, response.StatusCode);
    }

    private static string CodeOf(int status) => status switch
    {
        401 => "UNAUTHENTICATED",
        403 => "FORBIDDEN",
        429 => "RATE_LIMITED",
        _ => "GATEWAY_ERROR",
    };

    private static ReadOnlyMemory<byte> Write(Action<Utf8JsonWriter> writeError)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("errors");
            writer.WriteStartObject();
            writeError(writer);
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return body.WrittenMemory;
    }

    // GraphQL over HTTP doesn't allow the status of a success for a response without data.
    private int StatusFor(HttpRequest request, int known)
        => TypeFor(request) == JsonType
            ? (status == ErrorStatus.Ok ? StatusCodes.Status200OK : known)
            : (known == StatusCodes.Status200OK ? StatusCodes.Status404NotFound : known);

    private static string TypeFor(HttpRequest request)
    {
        foreach (var accept in request.Headers.Accept)
        {
            foreach (var range in accept.AsSpan().Split(','))
            {
                var member = accept.AsSpan(range);
                if (AcceptEncoding.NameOf(member).Equals(ResponseType, StringComparison.OrdinalIgnoreCase))
                    return ResponseType;
            }
        }

        return JsonType;
    }
}

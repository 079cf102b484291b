using System.Buffers;
using System.Text.Json;
using GatewayKit.Plugins.GraphQL.Errors;

namespace GatewayKit.Plugins.GraphQL.Requests;

/// <summary>Writes requests with the documents that they refer to.</summary>
internal static class StoredRequest
{
    /// <exception cref="GraphQLErrorException">A text isn't valid.</exception>
    public static ReadOnlyMemory<byte> Write(GraphQLRequest[] requests, string[] documents, bool isBatch)
    {
        try
        {
            return WriteAll(requests, documents, isBatch);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException)
        {
            // The reader of JSON finds incomplete surrogates only when it converts the text.
            throw new GraphQLErrorException(GraphQLError.BadRequest("A text has half of a surrogate pair."));
        }
    }

    private static ReadOnlyMemory<byte> WriteAll(GraphQLRequest[] requests, string[] documents, bool isBatch)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(body))
        {
            if (isBatch)
                writer.WriteStartArray();
            for (var i = 0; i < requests.Length; i++)
                Write(writer, requests[i], documents[i]);
            if (isBatch)
                writer.WriteEndArray();
        }

        return body.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, GraphQLRequest request, string document)
    {
        writer.WriteStartObject();
        writer.WriteString("query", document);
        if (request.OperationName is { } name)
            writer.WriteString("operationName", name);
        if (request.Variables.ValueKind == JsonValueKind.Object)
        {
            writer.WritePropertyName("variables");
            request.Variables.WriteTo(writer);
        }

        if (request.Extensions.ValueKind == JsonValueKind.Object)
            WriteExtensions(writer, request.Extensions);
        writer.WriteEndObject();
    }

    // Without the hash: the upstream might find another document by it.
    private static void WriteExtensions(Utf8JsonWriter writer, JsonElement extensions)
    {
        writer.WriteStartObject("extensions");
        foreach (var member in extensions.EnumerateObject())
        {
            if (member.Name != "persistedQuery")
                member.WriteTo(writer);
        }

        writer.WriteEndObject();
    }
}

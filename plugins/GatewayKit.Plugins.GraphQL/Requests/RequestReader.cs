using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using GatewayKit.Bodies;
using GatewayKit.Plugins.GraphQL.Errors;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Plugins.GraphQL.Requests;

/// <summary>
/// Reads requests. A request that servers can read in different ways is an error, because the gateway would check another document than the
/// upstream executes: repeated members or parameters, unknown members, parameters beside a body, invalid UTF-8.
/// </summary>
internal sealed class RequestReader(GraphQLOptions options)
{
    private const string DocumentType = "application/graphql";

    private static readonly MediaTypes s_json = new(["application/json", "application/graphql+json"]);
    private static readonly MediaTypes s_document = new([DocumentType]);
    private static readonly string[] s_members = ["query", "operationName", "variables", "extensions", "documentId"];

    private readonly JsonDocumentOptions _format = new() { AllowDuplicateProperties = false, MaxDepth = options.MaxJsonDepth };

    /// <summary>Gets the names of the members and parameters of a request.</summary>
    public static IReadOnlyList<string> Members => s_members;

    /// <summary>Returns whether the type of a body is one that is read.</summary>
    public static bool IsReadable(HttpRequest request)
        => request.Headers.ContentType.Count == 1 && Charsets.IsUtf8(request.ContentType)
            && (s_json.Contains(request.ContentType) || s_document.Contains(request.ContentType));

    /// <summary>Reads the parameters of a GET request.</summary>
    /// <exception cref="GraphQLErrorException">The request isn't valid.</exception>
    public GraphQLRequest ReadQuery(QueryString query)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var parameter in new QueryParameters(query))
        {
            if (ParameterName.Of(parameter) is not { } name)
                continue;
            if (!parameter.Has(name) || !s_members.Contains(name))
                throw Invalid($"The parameter '{name}' isn't allowed in this form.");
            if (!values.TryAdd(name, parameter.Value))
                throw Invalid($"The parameter '{name}' is repeated.");
            if (parameter.Value.Contains('\uFFFD', StringComparison.Ordinal))
                throw Invalid($"The parameter '{name}' isn't in UTF-8.");
        }

        return Create(
            values.GetValueOrDefault("query"), values.GetValueOrDefault("operationName"),
            Parse(values.GetValueOrDefault("variables")), Parse(values.GetValueOrDefault("extensions")),
            values.GetValueOrDefault("documentId"));
    }

    /// <summary>Reads the body of a POST request.</summary>
    /// <exception cref="GraphQLErrorException">The request isn't valid.</exception>
    public (GraphQLRequest[] Requests, bool IsBatch) ReadBody(HttpRequest http, ReadOnlyMemory<byte> body)
    {
        ThrowIfHasParameters(http.QueryString, "A request with a body");
        if (!Utf8.IsValid(body.Span))
            throw Invalid("The body isn't in UTF-8.");
        if (s_document.Contains(http.ContentType))
            return ([Create(Encoding.UTF8.GetString(body.Span), null, default, default, null)], false);

        var root = Parse(body);
        if (root.ValueKind != JsonValueKind.Array)
            return ([Read(root)], false);
        var count = root.GetArrayLength();
        if (options.MaxBatch == 0)
            throw Invalid("Batches aren't allowed.");
        if (count == 0 || count > options.MaxBatch)
            throw Invalid($"A batch can have 1 to {options.MaxBatch} requests.");
        return ([.. root.EnumerateArray().Select(Read)], true);
    }

    /// <exception cref="GraphQLErrorException">The query has parameters of GraphQL.</exception>
    public static void ThrowIfHasParameters(QueryString query, string kind)
    {
        foreach (var parameter in new QueryParameters(query))
        {
            if (ParameterName.Of(parameter) is not null)
                throw Invalid($"{kind} can't have GraphQL parameters in its query.");
        }
    }

    private GraphQLRequest Read(JsonElement request)
    {
        if (request.ValueKind != JsonValueKind.Object)
            throw Invalid("A request must be an object.");

        try
        {
            foreach (var member in request.EnumerateObject())
            {
                if (!s_members.Contains(member.Name))
                    throw Invalid("The members of a request are 'query', 'operationName', 'variables', 'extensions' and 'documentId'.");
            }

            return Create(
                TextOf(request, "query"), TextOf(request, "operationName"), ObjectOf(request, "variables"),
                ObjectOf(request, "extensions"), TextOf(request, "documentId"));
        }
        catch (InvalidOperationException)
        {
            throw Invalid("A text has half of a surrogate pair.");
        }
    }

    private static GraphQLRequest Create(string? query, string? name, JsonElement variables, JsonElement extensions, string? documentId)
    {
        if (variables.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object)
            || extensions.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Object))
            throw Invalid("The members 'variables' and 'extensions' must be objects.");

        string? hash = null;
        if (extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty("persistedQuery", out var persisted))
        {
            hash = persisted.ValueKind == JsonValueKind.Object ? TextOf(persisted, "sha256Hash") : null;
            if (hash is not { Length: 64 } || !hash.All(char.IsAsciiHexDigit)
                || !persisted.TryGetProperty("version", out var version) || version.ValueKind != JsonValueKind.Number
                || version.GetRawText() != "1")
                throw Invalid("The extension 'persistedQuery' must have the version 1 and a 'sha256Hash' of 64 hexadecimal digits.");
        }

        return new GraphQLRequest
        {
            Query = string.IsNullOrEmpty(query) ? null : query,
            OperationName = string.IsNullOrEmpty(name) ? null : name,
            Variables = variables,
            Extensions = extensions,
            DocumentId = documentId,
            Hash = hash?.ToLowerInvariant(),
        };
    }

    private JsonElement Parse(string? text) => string.IsNullOrEmpty(text) ? default : Value(Parse(Encoding.UTF8.GetBytes(text)));

    private JsonElement Parse(ReadOnlyMemory<byte> text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, _format);
            return document.RootElement.Clone();
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw Invalid($"The request must be JSON, without repeated members, nested at most {options.MaxJsonDepth} levels deep.");
        }
    }

    private static string? TextOf(JsonElement parent, string name)
        => !parent.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
            : value.ValueKind == JsonValueKind.String ? value.GetString()
            : throw Invalid($"The member '{name}' must be a string.");

    private static JsonElement ObjectOf(JsonElement parent, string name)
        => parent.TryGetProperty(name, out var value) ? Value(value) : default;

    private static JsonElement Value(JsonElement value) => value.ValueKind == JsonValueKind.Null ? default : value;

    private static GraphQLErrorException Invalid(string message) => new(GraphQLError.BadRequest(message));
}

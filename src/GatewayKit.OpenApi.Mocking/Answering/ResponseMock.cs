using System.Collections.Concurrent;
using System.Text.Json;
using GatewayKit.JsonSchema;
using GatewayKit.OpenApi.Content;
using GatewayKit.OpenApi.Mocking.Choosing;
using GatewayKit.OpenApi.Mocking.State;
using GatewayKit.OpenApi.Validation;

namespace GatewayKit.OpenApi.Mocking.Answering;

/// <summary>The mock of one declared response and status code. Constant parts are generated once.</summary>
internal sealed class ResponseMock(OperationMock mock, OpenApiOperation operation, ResponseChoice choice, ValueSource values)
{
    /// <summary>The maximum number of cached responses, because clients control the keys; further ones are generated each time.</summary>
    private const int MaxPrepared = 256;

    /// <summary>The maximum number of items in a generated array.</summary>
    private const int MaxItems = 2500;

    private readonly ConcurrentDictionary<string, NegotiatedContent?> _negotiated = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string? ContentType, string? Example), MockAnswer> _prepared = new();

    private bool HasBody => choice.Status is not (204 or 205 or 304) && choice.Response.Content.Count > 0 && operation.Method != "HEAD";

    /// <summary>Returns a response.</summary>
    /// <param name="accept">The request's <c>Accept</c> field; <c>null</c> if it is missing.</param>
    /// <param name="example">The name of the example to return; <c>null</c> for the first, or a value generated from the schema.</param>
    /// <param name="dynamic">Whether to generate values for this request only.</param>
    /// <param name="isRejection">Whether the response rejects the request: it is then sent even in a media type that the client doesn't
    /// accept.</param>
    public MockAnswer Answer(string? accept, string? example, bool dynamic, bool isRejection = false)
    {
        if (!HasBody)
            return dynamic && choice.Response.Headers.Count > 0 ? Make(null, null, varied: true) : Prepared(null, null);
        if ((Negotiate(accept ?? "") ?? (isRejection ? Negotiate("*/*") : null)) is not { } content)
            return Problem(MockProblems.NotAcceptable(choice.Response));
        if (example is not null && Find(content, example) is null)
            return Problem(MockProblems.NoSuchExample(content.ContentType, content.MediaType.Examples.Select(e => e.Name)));

        return dynamic && example is null && content.MediaType.Schema is not null
            ? Make(content, null, varied: true)
            : Prepared(content, example);
    }

    /// <summary>Whether the client accepts one of the media types.</summary>
    public bool Accepts(string? accept) => !HasBody || Negotiate(accept ?? "") is not null;

    /// <summary>Returns a response with the contents of a collection.</summary>
    public MockAnswer Answer(string? accept, StateAnswer state)
    {
        if (HasBody && state.Body is null)
            return WithHeaders(Answer(accept, null, dynamic: false), state);

        NegotiatedContent? content = null;
        ReadOnlyMemory<byte> body = default;
        if (HasBody)
        {
            content = AcceptHeader.Parse(accept ?? "").Choose(state.Content);
            if (content is null)
                return Problem(MockProblems.NotAcceptable(choice.Response));
            if (!ContentWriter.TryWrite(state.Body!.Value, content, out body))
                return Problem(MockProblems.NoText);
        }
        return Check(content, new ApiResponse
        {
            Status = choice.Status,
            ContentType = content?.ContentType,
            Body = body,
            Headers = Merge(Headers(varied: false), state.Headers),
        });
    }

    private MockAnswer WithHeaders(MockAnswer answer, StateAnswer state)
        => answer.Problem is not null || state.Headers.Count == 0 ? answer : mock.Check(new ApiResponse
        {
            Status = answer.Response.Status,
            ContentType = answer.Response.ContentType,
            Body = answer.Response.Body,
            Headers = Merge(answer.Response.Headers, state.Headers),
        });

    private static List<KeyValuePair<string, string>> Merge(
        IEnumerable<KeyValuePair<string, string>> made, IReadOnlyList<KeyValuePair<string, string>> known)
        => [.. made.Where(header => !known.Any(other => other.Key.Equals(header.Key, StringComparison.OrdinalIgnoreCase))), .. known];

    private NegotiatedContent? Negotiate(string accept)
    {
        if (_negotiated.TryGetValue(accept, out var known))
            return known;
        var content = AcceptHeader.Parse(accept).Choose(choice.Response.Content);
        if (_negotiated.Count < MaxPrepared)
            _negotiated[accept] = content;
        return content;
    }

    private MockAnswer Prepared(NegotiatedContent? content, string? example)
    {
        var key = (content?.ContentType, example);
        if (_prepared.TryGetValue(key, out var known))
            return known;
        var answer = Make(content, example, varied: false);
        return _prepared.Count < MaxPrepared ? _prepared.GetOrAdd(key, answer with { IsPrepared = true }) : answer;
    }

    private MockAnswer Make(NegotiatedContent? content, string? example, bool varied)
    {
        ReadOnlyMemory<byte> body = default;
        if (content is not null && Value(content, example, varied) is { } value)
        {
            if (value.ValueKind == JsonValueKind.Undefined)
                return Problem(MockProblems.UnusableSchema);
            if (varied && MediaType.TryParse(content.ContentType, out var type) && type.IsJson)
                value = SortedJson.Of(value);
            if (!ContentWriter.TryWrite(value, content, out body))
                return Problem(MockProblems.NoText);
            if (body.Length > MaxItems && content.MediaType.Examples.Count == 0 && HasLongArray(value))
                return Problem(MockProblems.TooComplex);
        }

        return Check(content, new ApiResponse
        {
            Status = choice.Status,
            ContentType = content?.ContentType,
            Body = body,
            Headers = [.. Headers(varied)],
        });
    }

    /// <summary>Returns the response with its violations, and with a warning if its schema has errors.</summary>
    private MockAnswer Check(NegotiatedContent? content, ApiResponse response)
    {
        var answer = mock.Check(response);
        return DocumentErrors.AreIn(content?.MediaType.Schema, SchemaDirection.Response)
            ? answer with { Violations = ViolationField.Join(answer.Violations, ViolationField.DocumentErrors(["response/body"])) }
            : answer;
    }

    /// <summary>Whether the schema requires more items than are useful.</summary>
    private static bool HasLongArray(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => value.GetArrayLength() > MaxItems || value.EnumerateArray().Any(HasLongArray),
        JsonValueKind.Object => value.EnumerateObject().Any(member => HasLongArray(member.Value)),
        _ => false,
    };

    private JsonElement? Value(NegotiatedContent content, string? example, bool varied)
    {
        var (schema, examples) = (content.MediaType.Schema, content.MediaType.Examples);
        if (example is not null)
            return Find(content, example)!.Value;
        if (examples.Count > 0 && (!varied || schema is null))
            return examples[0].Value;
        if (schema is null)
            return null;

        // If an error removes the whole schema, null would only look like a valid response.
        var value = (varied ? values.Varied(schema, operation.Key) : values.Plain(schema, operation.Key)).Value;
        return value.ValueKind == JsonValueKind.Null && DocumentErrors.AreIn(schema, SchemaDirection.Response)
            ? default(JsonElement)
            : value;
    }

    private static OpenApiExample? Find(NegotiatedContent content, string name)
    {
        foreach (var example in content.MediaType.Examples)
        {
            if (example.Name == name)
                return example;
        }
        return null;
    }

    private IEnumerable<KeyValuePair<string, string>> Headers(bool varied)
    {
        var challenged = false;
        foreach (var header in choice.Response.Headers)
        {
            if (!HeaderValue.CanBeMocked(header.Name)
                || Value(header, varied) is not { } value
                || HeaderValue.Of(value, header) is not { } text)
                continue;
            challenged |= header.Name.Equals("WWW-Authenticate", StringComparison.OrdinalIgnoreCase);
            yield return new(header.Name, text);
        }

        // A 401 has a challenge (RFC 9110, section 15.5.2).
        if (choice.Status == 401 && !challenged)
        {
            foreach (var challenge in mock.Security.Challenges)
                yield return new("WWW-Authenticate", challenge);
        }
    }

    private JsonElement? Value(OpenApiParameter header, bool varied)
    {
        var examples = header.Content?.Examples.Count > 0 ? header.Content.Examples : header.Examples;
        var schema = header.Content?.Schema ?? header.Schema;
        if (examples.Count > 0 && (!varied || schema is null))
            return examples[0].Value;
        var key = $"{operation.Key} {header.Name}";
        return schema is null ? null : (varied ? values.Varied(schema, key) : values.Plain(schema, key)).Value;
    }

    private MockAnswer Problem(ApiProblem problem) => new() { Operation = operation, Problem = problem };
}

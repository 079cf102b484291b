using System.Buffers;
using System.Text.Json;
using GatewayKit.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace GatewayKit.Plugins.GraphQL.Rest;

/// <summary>Converts responses of GraphQL: the data to the client's JSON, errors to problem documents.</summary>
internal sealed class RestAnswers(GraphQLRestOptions options, OperationKind kind)
{
    private const int MaxErrors = 20;
    private const int MaxMessage = 2000;

    private static readonly string[] s_waiting = ["Retry-After", "WWW-Authenticate"];

    private readonly ErrorStatuses _statuses = new(options.Statuses);
    private readonly string[] _result =
    [
        .. (options.Result ?? "").Split('/').Skip(1)
            .Select(token => token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)),
    ];

    /// <summary>Returns the client's JSON, or the problem.</summary>
    /// <param name="root">The response of the upstream.</param>
    /// <param name="response">Its status and headers.</param>
    /// <param name="problem">The problem; null for a success.</param>
    /// <exception cref="UpstreamFailureException">The response isn't one of GraphQL.</exception>
    public JsonElement Read(JsonElement root, HttpResponse response, out GatewayResponse? problem)
    {
        problem = null;
        if (root.ValueKind != JsonValueKind.Object)
            throw NotGraphQL();
        var hasData = root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object;
        var hasErrors = root.TryGetProperty("errors", out var errors) && errors.ValueKind == JsonValueKind.Array
            && errors.GetArrayLength() > 0;
        if (!hasData && !hasErrors)
            throw NotGraphQL();
        if (hasErrors && !(hasData && options.PartialData))
        {
            problem = FailureOf(response, errors);
            return default;
        }

        var result = Find(data);
        if (result.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null && kind == OperationKind.Query)
            problem = Problem(StatusCodes.Status404NotFound, null);
        return result;
    }

    /// <summary>Returns the problem for a response that isn't one of GraphQL.</summary>
    public static GatewayResponse FailureOf(HttpResponse response)
        => WithHeaders(
            Problem(ErrorStatuses.Of(response.StatusCode), $"The service responded with {response.StatusCode} and without GraphQL."),
            response);

    /// <summary>Creates the exception for a response that isn't one of GraphQL.</summary>
    public static Exception NotGraphQL() => ChangedMessage.Unchangeable("isn't a response of GraphQL");

    private JsonElement Find(JsonElement value)
    {
        foreach (var token in _result)
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(token, out var member))
                value = member;
            else if (value.ValueKind == JsonValueKind.Array && IsIndex(token) && int.TryParse(token, out var index)
                && index < value.GetArrayLength())
                value = value[index];
            else
                return default;
        }

        return value;
    }

    // RFC 6901, section 4: digits without leading zeros.
    private static bool IsIndex(string token)
        => token.Length > 0 && !token.AsSpan().ContainsAnyExceptInRange('0', '9') && (token[0] != '0' || token.Length == 1);

    private GatewayResponse FailureOf(HttpResponse response, JsonElement errors)
    {
        var status = _statuses.Of(errors, response.StatusCode);
        if (options.ErrorDetail == ErrorDetail.Never || (options.ErrorDetail == ErrorDetail.ClientErrors && status >= 500))
            return WithHeaders(Problem(status, null), response);

        return WithHeaders(Problem(status, MessageOf(errors[0])).WithProblemMember("errors", Summarize(errors)), response);
    }

    private static JsonElement Summarize(JsonElement errors)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartArray();
            foreach (var error in errors.EnumerateArray().Take(MaxErrors))
            {
                writer.WriteStartObject();
                writer.WriteString("message", MessageOf(error));
                if (ErrorStatuses.CodeOf(error) is { } code)
                    writer.WriteString("code", code);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        }

        return JsonElement.Parse(output.WrittenSpan);
    }

    private static string? MessageOf(JsonElement error)
    {
        var text = error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message)
            && message.ValueKind == JsonValueKind.String ? message.GetString() : null;
        return text?.Length > MaxMessage ? string.Concat(text.AsSpan(0, MaxMessage), "…") : text;
    }

    private static GatewayResponse Problem(int status, string? detail)
        => GatewayResponse.Problem(status, ReasonPhrases.GetReasonPhrase(status), detail).WithHeader("Cache-Control", "no-store");

    private static GatewayResponse WithHeaders(GatewayResponse problem, HttpResponse response)
    {
        foreach (var name in s_waiting)
        {
            if (response.Headers[name] is [{ } value] && HeaderOptions.IsValue(value))
                problem = problem.WithHeader(name, value);
        }

        return problem;
    }
}

using System.Collections.Frozen;
using System.Text.Json;

namespace GatewayKit.Plugins.GraphQL.Rest;

/// <summary>The statuses of errors.</summary>
internal sealed class ErrorStatuses(IReadOnlyDictionary<string, int> own)
{
    private const int DefaultStatus = 502;

    // The usual codes of Apollo Server and Hot Chocolate. A document that the service doesn't accept isn't the client's error.
    private static readonly Dictionary<string, int> s_usual = new(StringComparer.Ordinal)
    {
        ["BAD_USER_INPUT"] = 400,
        ["BAD_REQUEST"] = 400,
        ["UNAUTHENTICATED"] = 401,
        ["AUTH_NOT_AUTHENTICATED"] = 401,
        ["FORBIDDEN"] = 403,
        ["AUTH_NOT_AUTHORIZED"] = 403,
        ["NOT_FOUND"] = 404,
        ["CONFLICT"] = 409,
        ["RATE_LIMITED"] = 429,
        ["TOO_MANY_REQUESTS"] = 429,
        ["GRAPHQL_PARSE_FAILED"] = DefaultStatus,
        ["GRAPHQL_VALIDATION_FAILED"] = DefaultStatus,
    };

    private readonly FrozenDictionary<string, int> _statuses = s_usual.Where(pair => !own.ContainsKey(pair.Key)).Concat(own)
        .ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Returns the status of a response with errors: that of the first known code, or else that of the upstream if it can be
    /// the client's.</summary>
    /// <param name="errors">The errors.</param>
    /// <param name="status">The status of the upstream.</param>
    public int Of(JsonElement errors, int status)
    {
        foreach (var error in errors.EnumerateArray())
        {
            if (CodeOf(error) is { } code && _statuses.TryGetValue(code, out var known))
                return known;
        }

        return Of(status);
    }

    /// <summary>Returns the status for a response that isn't one of GraphQL.</summary>
    public static int Of(int status) => status is 400 or 401 or 403 or 404 or 409 or 422 or 429 or 503 or 504 ? status : DefaultStatus;

    /// <returns>The code of an error; null if it has none.</returns>
    public static string? CodeOf(JsonElement error)
        => error.ValueKind == JsonValueKind.Object && error.TryGetProperty("extensions", out var extensions)
            && extensions.ValueKind == JsonValueKind.Object && extensions.TryGetProperty("code", out var code)
            && code.ValueKind == JsonValueKind.String ? code.GetString() : null;
}

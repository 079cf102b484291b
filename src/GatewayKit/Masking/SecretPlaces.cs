using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace GatewayKit.Masking;

/// <summary>
/// Recognizes secrets by the places of their values, whatever the names of the headers are: the value of a <c>header</c> that is sent to an
/// upstream, all headers of requests to a <c>url</c>, the headers, query parameters, cookies and values in bodies and forms that a
/// transform or the plugin <c>request-transform</c> adds to requests, except harmless ones such as <c>Accept</c>, the cookies that
/// <c>response-transform</c> sets, and values that it adds to bodies under the names of secrets.
/// </summary>
internal static class SecretPlaces
{
    private static readonly FrozenSet<string> s_harmless = new[]
    {
        "accept", "accept-charset", "accept-encoding", "accept-language", "api-version", "cache-control", "connection", "content-language",
        "content-type", "expect", "format", "forwarded", "from", "host", "lang", "locale", "origin", "pragma", "prefer", "referer", "te",
        "traceparent", "user-agent", "version", "via", "x-correlation-id", "x-forwarded-for", "x-forwarded-host", "x-forwarded-port",
        "x-forwarded-prefix", "x-forwarded-proto", "x-real-ip", "x-request-id",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns the place of an object.</summary>
    /// <param name="members">The object.</param>
    /// <param name="areHeaders">Whether the members are headers.</param>
    public static SecretPlace Of(JsonObject members, out bool areHeaders)
    {
        var name = NameOf(members);
        areHeaders = Is(name, "headers");
        if (Is(name, "header"))
            return SecretPlace.Value;
        if (areHeaders && members.Parent!.AsObject().Any(member => Is(member.Key, "url")))
            return SecretPlace.Members;
        if ((areHeaders || Is(name, "query") || Is(name, "cookies") || Is(name, "body") || Is(name, "form"))
            && IsOfTransform("request-transform", members.Parent!.AsObject()))
            return SecretPlace.Sent;
        if ((Is(name, "cookies") || Is(name, "body")) && IsOfTransform("response-transform", members.Parent!.AsObject()))
            return Is(name, "body") ? SecretPlace.Paths : SecretPlace.Sent;
        return members.Any(IsTransform) ? SecretPlace.Value : SecretPlace.None;
    }

    /// <summary>Returns whether a header or query parameter with this name never has a secret.</summary>
    public static bool IsHarmless(string name) => s_harmless.Contains(name);

    /// <summary>Returns the last name of a JSON Pointer or JSONPath, such as <c>/user/token</c> and
    /// <c>$.items[*]['token']</c>.</summary>
    public static string LastNameOf(string path)
    {
        var end = path.TrimEnd(']', '\'', '"');
        return end[(end.LastIndexOfAny(['/', '.', '[', '\'', '"']) + 1)..];
    }

    /// <summary>Returns the text of a member; null if there is none.</summary>
    public static string? TextOf(JsonObject members, string key)
        => members.FirstOrDefault(member => Is(member.Key, key)).Value is JsonValue value && value.TryGetValue<string>(out var text)
            ? text : null;

    private static bool IsTransform(KeyValuePair<string, JsonNode?> member)
        => (Is(member.Key, "requestHeader") || Is(member.Key, "queryValueParameter"))
            && !(member.Value is JsonValue value && value.TryGetValue<string>(out var name) && IsHarmless(name));

    /// <summary>Returns whether an object has the changes of a plugin that adds, replaces and appends values.</summary>
    private static bool IsOfTransform(string plugin, JsonObject changes)
        => NameOf(changes) is var change && (Is(change, "add") || Is(change, "replace") || Is(change, "append"))
            && Is(NameOf(changes.Parent!.AsObject()), "options")
            && Is(TextOf(changes.Parent!.Parent!.AsObject(), "name"), plugin);

    private static string? NameOf(JsonObject members) => members.Parent is JsonObject ? members.GetPropertyName() : null;

    private static bool Is(string? key, string name) => name.Equals(key, StringComparison.OrdinalIgnoreCase);
}

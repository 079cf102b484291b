using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GatewayKit.Authentication;
using GatewayKit.Configuration;
using GatewayKit.Store.Revisions;

namespace GatewayKit.Store.Keys;

/// <summary>A generated key, and its credential as <c>key-auth</c> reads it.</summary>
internal sealed partial class GeneratedKey
{
    private const string CredentialType = "key-auth";
    private const int RandomIdBytes = 6;

    private GeneratedKey(string key, string id, DateTimeOffset? expiresAt) => (Key, Id, ExpiresAt) = (key, id, expiresAt);

    public string Key { get; }

    public string Id { get; }

    public string VisiblePart => ApiKey.VisiblePart(Key)!;

    private DateTimeOffset? ExpiresAt { get; }

    /// <exception cref="ArgumentException">The name or the prefix is invalid.</exception>
    public static GeneratedKey Create(KeyRequest request)
    {
        if (request.Id is { } id && !IdPattern().IsMatch(id))
            throw new ArgumentException("The name of a key must have 1 to 64 letters, digits, dots, hyphens and underscores.");
        if (!ApiKey.IsPrefix(request.Prefix))
        {
            throw new ArgumentException("The prefix of a key must have 1 to 32 letters, digits, hyphens and underscores, the last an "
                + "underscore.");
        }

        return new GeneratedKey(
            ApiKey.Create(request.Prefix),
            request.Id ?? $"key-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomIdBytes))}",
            request.ExpiresAt);
    }

    /// <summary>Adds the credential to the content of a consumer.</summary>
    /// <returns>The error; null if there is none.</returns>
    public StoreResult? AddTo(StoreEntry consumer, long revision, out string changed)
    {
        var content = JsonNode.Parse(consumer.Content) as JsonObject ?? [];
        var credentials = Member(content, "credentials", static () => new JsonObject());
        var keys = Member(credentials, CredentialType, static () => new JsonArray());
        if (keys.OfType<JsonObject>().Any(other => TextOf(other, "id") == Id))
        {
            changed = consumer.Content;
            return new StoreResult
            {
                Revision = revision,
                Errors =
                [
                    new ConfigError(
                        $"consumers.{consumer.Key.Id}", $"credentials.{CredentialType} already has a key with the id '{Id}'.",
                        EntryText.LocationOf(consumer.Key)),
                ],
            };
        }

        var credential = new JsonObject
        {
            ["id"] = Id,
            ["prefix"] = VisiblePart,
            ["keyHash"] = CredentialKey.FromSecret(Key).ToString(),
        };
        if (ExpiresAt is { } time)
            credential["expiresAt"] = time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        keys.Add(credential);
        changed = content.ToJsonString(EntryText.Writing);
        return null;
    }

    /// <summary>Returns a member, which is added if it is missing. Keys of a configuration are case-insensitive.</summary>
    private static T Member<T>(JsonObject members, string key, Func<T> create)
        where T : JsonNode
    {
        var name = NameOf(members, key);
        if (members[name] is T known)
            return known;

        var added = create();
        members[name] = added;
        return added;
    }

    private static string? TextOf(JsonObject members, string key)
        => members[NameOf(members, key)] is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static string NameOf(JsonObject members, string key)
        => members.FirstOrDefault(member => member.Key.Equals(key, StringComparison.OrdinalIgnoreCase)).Key ?? key;

    [GeneratedRegex(@"\A[-._0-9A-Za-z]{1,64}\z")]
    private static partial Regex IdPattern();
}

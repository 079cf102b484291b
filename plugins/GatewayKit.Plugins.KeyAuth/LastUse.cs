using System.Globalization;

namespace GatewayKit.Plugins.KeyAuth;

/// <summary>The command <c>last-use</c>.</summary>
internal static class LastUse
{
    /// <summary>The maximum number of keys in a result.</summary>
    private const int Maximum = 100;

    public static CommandResult Of(IReadOnlyDictionary<string, string> arguments, IConsumerDirectory consumers, KeyUses uses)
    {
        if (!arguments.TryGetValue("consumer", out var name) || !consumers.TryGet(name, out var consumer))
            return CommandResult.Refused("The argument 'consumer' must be the name of a consumer.");

        var id = arguments.GetValueOrDefault("id");
        var keys = consumers.All<KeyAuthCredential>()
            .Where(match => match.Consumer == consumer && (id is null || match.Credential.Id == id))
            .Select(match => match.Credential)
            .OrderBy(key => key.Id, StringComparer.Ordinal)
            .Take(Maximum)
            .ToList();
        return keys.Count == 0
            ? CommandResult.Refused(id is null ? "The consumer doesn't have a key." : "The consumer doesn't have a key with this id.")
            : CommandResult.Done(string.Join(' ', keys.Select(key => Sentence(key, uses))));
    }

    private static string Sentence(KeyAuthCredential key, KeyUses uses)
    {
        var expiry = key.ExpiresAt is { } time ? $", expires at {Text(time)}" : "";
        var name = key.Describe(quote: "");
        return uses.Find(((IConsumerCredential)key).Key) is { } use
            ? $"Key {name}: last used at {Text(use)}{expiry}."
            : $"Key {name}: not used since the node started{expiry}.";
    }

    private static string Text(DateTimeOffset time)
        => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}

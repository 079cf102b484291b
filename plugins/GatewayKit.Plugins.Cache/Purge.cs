using System.Globalization;
using GatewayKit.Plugins.Cache.Keys;
using GatewayKit.Plugins.Cache.Store;

namespace GatewayKit.Plugins.Cache;

/// <summary>The command <c>purge</c>: removes responses by URI, prefix or tag, or all of them.</summary>
internal static class Purge
{
    public static CommandResult Run(CacheStore store, IReadOnlyDictionary<string, string> arguments)
    {
        if (arguments.Count != 1)
            return CommandResult.Refused("Exactly one argument is needed: 'url', 'prefix', 'tag' or 'all=true'.");

        var (name, value) = arguments.First();
        switch (name)
        {
            case "url" when TryReadUri(value, out var uri):
                return Done(store.Purge((key, _) => CacheKey.IsOf(key, uri)));
            case "prefix" when TryReadUri(value, out var prefix):
                return Done(store.Purge((key, _) => key.StartsWith(prefix, StringComparison.Ordinal)));
            case "tag" when value.Length > 0:
                return Done(store.Purge((_, response) => response.Tags.Contains(value, StringComparer.Ordinal)));
            case "all" when value == "true":
                return Done(store.Purge((_, _) => true));
            case "url" or "prefix":
                return CommandResult.Refused($"The argument '{name}' must be an absolute URI with a path, as clients send it.");
            case "tag" or "all":
                return CommandResult.Refused($"The argument '{name}' must be {(name == "tag" ? "a tag" : "'true'")}.");
            default:
                return CommandResult.Refused("The argument must be 'url', 'prefix', 'tag' or 'all=true'.");
        }
    }

    private static CommandResult Done(int count)
        => CommandResult.Done(count == 1 ? "1 response removed."
            : string.Create(CultureInfo.InvariantCulture, $"{count} responses removed."));

    // Scheme and host are in lower case in a key.
    private static bool TryReadUri(string value, out string uri)
    {
        uri = value;
        var authority = value.IndexOf("://", StringComparison.Ordinal);
        var path = authority < 1 ? -1 : value.IndexOf('/', authority + 3);
        if (path < 0)
            return false;

        uri = string.Concat(value[..path].ToLowerInvariant(), value.AsSpan(path));
        return true;
    }
}

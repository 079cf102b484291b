using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using GatewayKit.Plugins.Cache.Keys;

namespace GatewayKit.Plugins.Cache.Purging;

/// <summary>The arguments and the result of the command <c>purge</c>: removes responses by URI, prefix or tag, or all of them.</summary>
internal static class PurgeCommand
{
    /// <summary>Reads the arguments.</summary>
    /// <param name="arguments">The arguments.</param>
    /// <param name="target">The responses to remove; null if the arguments are invalid.</param>
    /// <param name="refusal">The result of invalid arguments.</param>
    public static bool TryRead(
        IReadOnlyDictionary<string, string> arguments, [NotNullWhen(true)] out PurgeTarget? target, out CommandResult refusal)
    {
        target = null;
        refusal = default;
        if (arguments.Count != 1)
        {
            refusal = CommandResult.Refused("Exactly one argument is needed: 'url', 'prefix', 'tag' or 'all=true'.");
            return false;
        }

        var (name, value) = arguments.First();
        if (value.Length > CacheKey.MaxLength)
        {
            refusal = CommandResult.Refused(string.Create(
                CultureInfo.InvariantCulture, $"The argument '{name}' is too long; it can have {CacheKey.MaxLength} characters."));
            return false;
        }

        target = name switch
        {
            "url" when TryReadUri(value, out var uri) => new(PurgeKind.Url, uri),
            "prefix" when TryReadUri(value, out var prefix) => new(PurgeKind.Prefix, prefix),
            "tag" when value.Length > 0 => new(PurgeKind.Tag, value),
            "all" when value == "true" => PurgeTarget.All,
            _ => null,
        };
        if (target is null)
            refusal = CommandResult.Refused(name switch
            {
                "url" or "prefix" => $"The argument '{name}' must be an absolute URI with a path, as clients send it.",
                "tag" or "all" => $"The argument '{name}' must be {(name == "tag" ? "a tag" : "'true'")}.",
                _ => "The argument must be 'url', 'prefix', 'tag' or 'all=true'.",
            });
        return target is not null;
    }

    /// <summary>Describes the result.</summary>
    /// <param name="count">The number of removed responses.</param>
    /// <param name="isShared">Whether the other nodes can read the purge; null without a shared store.</param>
    public static CommandResult Done(int count, bool? isShared)
    {
        var removed = count == 1 ? "1 response removed." : string.Create(CultureInfo.InvariantCulture, $"{count} responses removed.");
        return CommandResult.Done(isShared switch
        {
            true => $"{removed} The other nodes remove theirs within two seconds.",
            false => $"{removed} The shared store doesn't answer; the other nodes remove theirs when it does.",
            null => removed,
        });
    }

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

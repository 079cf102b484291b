using GatewayKit.Configuration.Messages;
using GatewayKit.Configuration.Nodes;

namespace GatewayKit.Configuration.Binding;

/// <summary>Rejects the unknown keys of a mapping.</summary>
internal static class UnknownKeys
{
    /// <param name="mapping">The mapping.</param>
    /// <param name="known">The known keys.</param>
    /// <param name="at">The mapping's position.</param>
    /// <param name="extensionPrefix">The prefix of the keys that are ignored; null for none.</param>
    /// <returns>Whether every key is known.</returns>
    public static bool Refuse(ConfigMapping mapping, IReadOnlyCollection<string> known, BindingPoint at, string? extensionPrefix = null)
    {
        var allKnown = true;
        foreach (var (key, _) in mapping.Entries)
        {
            if (known.Contains(key, StringComparer.OrdinalIgnoreCase)
                || (extensionPrefix is not null && key.StartsWith(extensionPrefix, StringComparison.OrdinalIgnoreCase)))
                continue;

            allKnown = false;
            var point = at.Key(at.IsSecret ? DisplayText.Secret : key) with { Location = mapping.KeyLocation(key) };
            var allowed = known.Count == 0
                ? "There are no options."
                : $"Allowed: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
            point.Add($"{point.Subject} is unknown.{(at.IsSecret ? "" : DidYouMean.For(key, known))} {allowed}");
        }

        return allKnown;
    }
}

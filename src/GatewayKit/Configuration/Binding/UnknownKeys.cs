namespace GatewayKit.Configuration;

/// <summary>Refuses the keys of a mapping that mean nothing.</summary>
internal static class UnknownKeys
{
    /// <returns>Whether every key is known.</returns>
    public static bool Refuse(ConfigMapping mapping, IReadOnlyCollection<string> known, BindingPoint at)
    {
        var allKnown = true;
        foreach (var (key, node) in mapping.Entries)
        {
            if (known.Contains(key, StringComparer.OrdinalIgnoreCase))
                continue;

            allKnown = false;
            var point = at.Key(at.IsSecret ? Shown.Secret : key, node);
            var allowed = known.Count == 0 ? "There are no options." : $"Allowed: {string.Join(", ", known.Order(StringComparer.Ordinal))}.";
            point.Add($"{point.Subject} is unknown.{(at.IsSecret ? "" : Suggestion.For(key, known))} {allowed}");
        }

        return allKnown;
    }
}

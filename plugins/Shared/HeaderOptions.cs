namespace GatewayKit.Plugins;

/// <summary>Checks options that name headers.</summary>
internal static class HeaderOptions
{
    public static IEnumerable<OptionsError> Name(string option, string name)
    {
        if (HeaderRules.BrokenByName(name) is { } rule)
            yield return new OptionsError(option, $"is {Quoted(name)}; it {rule}");
    }

    public static IEnumerable<OptionsError> Names(string option, IReadOnlyList<string> names)
    {
        for (var i = 0; i < names.Count; i++)
        {
            foreach (var error in Name($"{option}[{i}]", names[i]))
                yield return error;
        }
    }

    public static IEnumerable<OptionsError> Renames(string option, IReadOnlyDictionary<string, string> renames)
    {
        foreach (var (from, to) in renames)
        {
            if (HeaderRules.BrokenByName(from) is { } fromRule)
                yield return new OptionsError(option, $"names {Quoted(from)}; it {fromRule}");
            if (HeaderRules.BrokenByName(to) is { } toRule)
                yield return new OptionsError(option, $"renames {Quoted(from)} to {Quoted(to)}; it {toRule}");
            else if (from.Equals(to, StringComparison.OrdinalIgnoreCase))
                yield return new OptionsError(option, $"renames {Quoted(from)} to itself; use a different name");
        }
    }

    public static IEnumerable<OptionsError> Values(string option, IReadOnlyDictionary<string, string> values)
    {
        foreach (var (name, value) in values)
        {
            if (HeaderRules.BrokenByName(name) is { } nameRule)
                yield return new OptionsError(option, $"names {Quoted(name)}; it {nameRule}");

            // The value isn't included: it may be a secret for the upstream.
            if (HeaderRules.BrokenByValue(value) is { } valueRule)
                yield return new OptionsError(option, $"has an invalid value for {Quoted(name)}; it {valueRule}");
        }
    }

    /// <summary>Quotes configuration text for a message: on one line and truncated.</summary>
    public static string Quoted(string text)
        => $"'{string.Concat(text.Take(80).Select(c => char.IsControl(c) ? '?' : c))}{(text.Length > 80 ? "..." : "")}'";
}

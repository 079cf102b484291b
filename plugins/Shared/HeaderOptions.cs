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
                yield return new OptionsError(option, $"renames {Quoted(from)} to itself; it must be another name");
        }
    }

    public static IEnumerable<OptionsError> Values(string option, IReadOnlyDictionary<string, string> values)
    {
        foreach (var (name, value) in values)
        {
            if (HeaderRules.BrokenByName(name) is { } nameRule)
                yield return new OptionsError(option, $"names {Quoted(name)}; it {nameRule}");

            // The value is not shown: it may be a secret for the upstream.
            if (HeaderRules.BrokenByValue(value) is { } valueRule)
                yield return new OptionsError(option, $"has a value for {Quoted(name)} that can't stand in a header; it {valueRule}");
        }
    }

    /// <summary>Text from the configuration as it may stand in a message: on one line and not too long.</summary>
    public static string Quoted(string text)
        => $"'{string.Concat(text.Take(80).Select(c => char.IsControl(c) ? '?' : c))}{(text.Length > 80 ? "..." : "")}'";
}

namespace GatewayKit;

/// <summary>
/// Checks options that name headers or set their values, for <see cref="IValidatedOptions.Validate"/>. A header that frames or routes the
/// message (RFC 9110, section 7.6.1), or that tells the upstream who is calling, can't be named: the gateway itself sets these.
/// </summary>
public static class HeaderOptions
{
    /// <summary>Checks an option that names a header.</summary>
    /// <param name="option">The path of the option, such as <c>header</c>.</param>
    /// <param name="name">Its value. At most 256 characters are valid.</param>
    /// <returns>An error if the name isn't valid.</returns>
    public static IEnumerable<OptionsError> ValidateName(string option, string name)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(name);
        return ReservedHeaders.BrokenByOption(name) is { } rule ? [new OptionsError(option, $"is {Quoted(name)}; it {rule}")] : [];
    }

    /// <summary>Checks an option that is a list of header names.</summary>
    /// <param name="option">The path of the option, such as <c>remove.headers</c>.</param>
    /// <param name="names">Its value.</param>
    /// <returns>An error for each name that isn't valid.</returns>
    public static IEnumerable<OptionsError> ValidateNames(string option, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(names);
        return names.SelectMany((name, index) => ValidateName($"{option}[{index}]", name));
    }

    /// <summary>Checks an option that renames headers.</summary>
    /// <param name="option">The path of the option, such as <c>rename.headers</c>.</param>
    /// <param name="renames">Its value: new names by their old ones.</param>
    /// <returns>An error for each name that isn't valid, and for each header that is renamed to itself.</returns>
    public static IEnumerable<OptionsError> ValidateRenames(string option, IReadOnlyDictionary<string, string> renames)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(renames);
        return Check();

        IEnumerable<OptionsError> Check()
        {
            foreach (var (from, to) in renames)
            {
                if (ReservedHeaders.BrokenByOption(from) is { } fromRule)
                    yield return new OptionsError(option, $"names {Quoted(from)}; it {fromRule}");
                if (ReservedHeaders.BrokenByOption(to) is { } toRule)
                    yield return new OptionsError(option, $"renames {Quoted(from)} to {Quoted(to)}; it {toRule}");
                else if (from.Equals(to, StringComparison.OrdinalIgnoreCase))
                    yield return new OptionsError(option, $"renames {Quoted(from)} to itself; use a different name");
            }
        }
    }

    /// <summary>Checks an option that sets headers to values.</summary>
    /// <param name="option">The path of the option, such as <c>add.headers</c>.</param>
    /// <param name="values">Its value: header values by header names.</param>
    /// <returns>An error for each name and each value that isn't valid. It doesn't contain the value, which may be a secret.</returns>
    public static IEnumerable<OptionsError> ValidateValues(string option, IReadOnlyDictionary<string, string> values)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(values);
        return Check();

        IEnumerable<OptionsError> Check()
        {
            foreach (var (name, value) in values)
            {
                if (ReservedHeaders.BrokenByOption(name) is { } nameRule)
                    yield return new OptionsError(option, $"names {Quoted(name)}; it {nameRule}");
                if (!IsValue(value))
                {
                    yield return new OptionsError(
                        option, $"has an invalid value for {Quoted(name)}; it must contain only printable ASCII characters, "
                            + "spaces and tabs");
                }
            }
        }
    }

    /// <summary>
    /// Returns whether a text can be the value of a header that every server and client reads in the same way: printable ASCII characters,
    /// spaces and tabs (RFC 9110, section 5.5). Others are legal, but decoded differently; <see cref="HttpSyntax.IsHeaderValue"/> accepts
    /// them, too.
    /// </summary>
    /// <param name="value">The text, of any length.</param>
    public static bool IsValue(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return HttpSyntax.IsAsciiHeaderValue(value);
    }

    /// <summary>Quotes an option's text for an error: on one line, and at most 80 characters of it.</summary>
    /// <param name="text">The text; not a secret.</param>
    public static string Quoted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{string.Concat(text.Take(80).Select(c => char.IsControl(c) ? '?' : c))}{(text.Length > 80 ? "..." : "")}'";
    }
}

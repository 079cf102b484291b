using System.Buffers;

namespace GatewayKit.Transforms;

/// <summary>Checks options that name cookies or set their values (RFC 6265, section 4.1.1).</summary>
internal static class CookieFieldOptions
{
    private static readonly SearchValues<char> s_value = SearchValues.Create(
        [.. Enumerable.Range('!', '~' - '!' + 1).Select(code => (char)code).Except("\",;\\")]);

    public static IEnumerable<OptionsError> Names(string option, IEnumerable<string> names)
        => names
            .Where(name => !HttpSyntax.IsToken(name))
            .Select(name => new OptionsError(option, $"names {HeaderOptions.Quoted(name)}; it must be the name of a cookie"));

    public static IEnumerable<OptionsError> Renames(string option, IReadOnlyDictionary<string, string> renames)
        => Names(option, renames.Keys.Concat(renames.Values)).Concat(
            renames
                .Where(r => r.Key == r.Value)
                .Select(r => new OptionsError(option, $"renames {HeaderOptions.Quoted(r.Key)} to itself; use a different name")));

    public static IEnumerable<OptionsError> Values(string option, IReadOnlyDictionary<string, string> values)
        => Names(option, values.Keys).Concat(
            values
                .Where(v => !Template.Is(v.Value) && !IsValue(v.Value))
                .Select(v => new OptionsError(option, $"has an invalid value for {HeaderOptions.Quoted(v.Key)}; it must contain only "
                    + "printable ASCII characters without space, '\"', ',', ';' and '\\'")));

    /// <summary>Returns whether a text can be the value of a cookie.</summary>
    public static bool IsValue(string value) => !value.AsSpan().ContainsAnyExcept(s_value);
}

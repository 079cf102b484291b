namespace GatewayKit.Plugins.ResponseTransform;

/// <summary>Checks changes of cookies that browsers would reject, where the options determine it (RFC 6265bis, section 4.1.3).</summary>
internal static class CookieRules
{
    /// <summary>Returns the errors of attributes by the name of the cookie.</summary>
    public static IEnumerable<OptionsError> Validate(string option, IReadOnlyDictionary<string, CookieAttributes> cookies)
    {
        foreach (var (name, attributes) in cookies)
        {
            if ((IsOfHost(name) || IsSecure(name)) && attributes.Secure is false)
                yield return new OptionsError($"{option}.{name}.secure", "is false; the prefix of the cookie requires true");
            if (IsOfHost(name) && attributes.Domain is { Length: > 0 })
                yield return new OptionsError($"{option}.{name}.domain", "is set; a cookie with the prefix '__Host-' can't have a domain");
            if (IsOfHost(name) && attributes.Path is not (null or "/"))
            {
                yield return new OptionsError(
                    $"{option}.{name}.path",
                    $"is {HeaderOptions.Quoted(attributes.Path)}; a cookie with the prefix '__Host-' must have the path '/'");
            }
        }
    }

    /// <summary>Returns the errors of cookies that the plugin adds: they only have the attributes of the option <c>cookies</c>.</summary>
    public static IEnumerable<OptionsError> Additions(
        string option, IEnumerable<string> names, IReadOnlyDictionary<string, CookieAttributes> cookies)
    {
        foreach (var name in names)
        {
            var attributes = cookies.GetValueOrDefault(name);
            // An option that is false has an error already.
            if ((IsOfHost(name) || IsSecure(name) || attributes?.SameSite is CookieSameSite.None) && attributes?.Secure is null)
                yield return new OptionsError(option, $"adds {HeaderOptions.Quoted(name)}, which browsers require to be secure; "
                    + $"set 'secure' of 'cookies.{name}' to true");
            if (IsOfHost(name) && attributes?.Path is null)
                yield return new OptionsError(option, $"adds {HeaderOptions.Quoted(name)}, which must have the path '/'; "
                    + $"set 'path' of 'cookies.{name}'");
        }
    }

    // Browsers compare the prefixes without regard to case.
    private static bool IsOfHost(string name) => name.StartsWith("__Host-", StringComparison.OrdinalIgnoreCase);

    private static bool IsSecure(string name) => name.StartsWith("__Secure-", StringComparison.OrdinalIgnoreCase);
}

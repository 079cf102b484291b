using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http;

namespace GatewayKit.Authentication;

/// <summary>
/// A part of a request that can carry credentials: <c>header:NAME</c>, <c>cookie:NAME</c> or <c>query:NAME</c>. Instances are immutable.
/// </summary>
public abstract class CredentialLocation
{
    private protected CredentialLocation(string name) => Name = name;

    /// <summary>Gets the name of the header, cookie or query parameter. Only header names are case-insensitive.</summary>
    public string Name { get; }

    /// <summary>Creates the location for a header.</summary>
    /// <param name="name">The name of the header.</param>
    /// <param name="schemes">
    /// The authentication schemes (RFC 9110, section 11.1), case-insensitive, such as <c>Bearer</c>. A value of another scheme isn't ours.
    /// Default: none; then the whole value is the credential.
    /// </param>
    public static CredentialLocation Header(string name, params ReadOnlySpan<string> schemes)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new HeaderLocation(name, [.. schemes]);
    }

    /// <summary>Creates the location for a cookie (RFC 6265, section 5.4). Its value isn't decoded.</summary>
    /// <param name="name">The name, case-sensitive.</param>
    public static CredentialLocation Cookie(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CookieLocation(name);
    }

    /// <summary>Creates the location for a cookie and all cookies whose names are its name, a dot and more: the parts of a long
    /// value.</summary>
    /// <param name="name">The name, case-sensitive.</param>
    public static CredentialLocation CookieWithParts(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new CookieLocation(name, andParts: true);
    }

    /// <summary>Creates the location for a query parameter. Its value is decoded: <c>%20</c> and <c>+</c> are spaces.</summary>
    /// <param name="name">The name, case-sensitive, not encoded.</param>
    public static CredentialLocation Query(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new QueryLocation(name);
    }

    /// <summary>Parses <c>header:NAME</c>, <c>cookie:NAME</c> or <c>query:NAME</c>.</summary>
    /// <param name="text">The text. The kind is case-sensitive.</param>
    /// <param name="location">The location.</param>
    /// <param name="schemes">The schemes of credentials in the header <c>Authorization</c>. Other headers have no scheme.</param>
    /// <returns><c>true</c> if the text has that form and the name can carry credentials.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out CredentialLocation? location, params ReadOnlySpan<string> schemes)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var name = text[(colon + 1)..];
        location = (colon < 0 ? "" : text[..colon]) switch
        {
            "header" when !HeaderOptions.ValidateName("", name).Any() && !name.Equals("Cookie", StringComparison.OrdinalIgnoreCase)
                => Header(name, name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? schemes : []),
            "cookie" when name.Length <= 256 && HttpSyntax.IsToken(name) => Cookie(name),
            "query" when name.Length is > 0 and <= 256 && !name.Any(char.IsControl) => Query(name),
            _ => null,
        };
        return location is not null;
    }

    /// <summary>Checks an option that lists locations, for <see cref="IValidatedOptions.Validate"/>.</summary>
    /// <param name="option">The path of the option, such as <c>locations</c>.</param>
    /// <param name="texts">Its value.</param>
    /// <returns>An error for each text that isn't valid, and for each location that is listed before.</returns>
    public static IEnumerable<OptionsError> Validate(string option, IReadOnlyList<string> texts)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(texts);
        return Check();

        IEnumerable<OptionsError> Check()
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < texts.Count; i++)
            {
                var quoted = HeaderOptions.Quoted(texts[i]);
                if (!TryParse(texts[i], out var location))
                    yield return new OptionsError($"{option}[{i}]", $"is {quoted}; it must be header:NAME, cookie:NAME or query:NAME");
                else if (!seen.Add(location.ToString()))
                    yield return new OptionsError($"{option}[{i}]", $"is {quoted}, a duplicate; list each location once");
            }
        }
    }

    /// <summary>Returns the location as it is written in the configuration; a header name in lower case.</summary>
    public abstract override string ToString();

    internal abstract void Find(HttpRequest request, ref CredentialSearch search);

    internal abstract void Remove(HttpRequest request);
}

using System.Text;

namespace GatewayKit.Authentication;

/// <summary>A challenge in <c>WWW-Authenticate</c> (RFC 9110, section 11.6.1): a scheme and parameters. It is immutable.</summary>
public sealed class Challenge
{
    private readonly string _text;
    private readonly bool _hasParameters;

    /// <summary>Initializes a new instance with a scheme.</summary>
    /// <param name="scheme">The scheme: a token, such as <c>Bearer</c>.</param>
    /// <exception cref="ArgumentException">The scheme isn't a token.</exception>
    public Challenge(string scheme)
    {
        ThrowIfNotToken(scheme);
        _text = scheme;
    }

    private Challenge(string text, bool hasParameters) => (_text, _hasParameters) = (text, hasParameters);

    /// <summary>Creates a challenge with a realm (RFC 9110, section 11.5).</summary>
    /// <param name="scheme">The scheme: a token, such as <c>Bearer</c>.</param>
    /// <param name="realm">The realm.</param>
    public static Challenge WithRealm(string scheme, string realm) => new Challenge(scheme).With("realm", realm);

    /// <summary>Checks an option that is a realm, for <see cref="IValidatedOptions.Validate"/>: printable ASCII characters and
    /// spaces.</summary>
    /// <param name="option">The path of the option, such as <c>realm</c>.</param>
    /// <param name="realm">Its value.</param>
    /// <returns>An error if the realm isn't valid.</returns>
    public static IEnumerable<OptionsError> ValidateRealm(string option, string realm)
    {
        ArgumentNullException.ThrowIfNull(option);
        ArgumentNullException.ThrowIfNull(realm);
        return IsQuotable(realm) ? [] : [new OptionsError(option, "must contain only printable ASCII characters and spaces")];
    }

    /// <summary>Returns a copy with an additional parameter, whose value is a quoted string (RFC 9110, section 5.6.4).</summary>
    /// <param name="name">The name: a token.</param>
    /// <param name="value">The value: printable ASCII characters and spaces. Quotes and backslashes are escaped.</param>
    /// <exception cref="ArgumentException">The name isn't a token, or the value has other characters.</exception>
    public Challenge With(string name, string value)
    {
        ThrowIfNotToken(name);
        return new Challenge($"{_text}{(_hasParameters ? ", " : " ")}{name}={Quoted(value)}", hasParameters: true);
    }

    /// <summary>Returns a quoted string (RFC 9110, section 5.6.4).</summary>
    /// <param name="text">The text: printable ASCII characters and spaces.</param>
    /// <exception cref="ArgumentException">The text has other characters.</exception>
    public static string Quoted(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!IsQuotable(text))
            throw new ArgumentException("The text must contain only printable ASCII characters and spaces.", nameof(text));

        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\');
            quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Returns the value of the header, such as <c>Bearer realm="orders"</c>.</summary>
    public override string ToString() => _text;

    private static bool IsQuotable(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');

    private static void ThrowIfNotToken(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!HttpSyntax.IsToken(text))
            throw new ArgumentException("It must be a token (RFC 9110, section 5.6.2).", nameof(text));
    }
}

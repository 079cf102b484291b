using System.Buffers;
using System.Globalization;

namespace GatewayKit.Plugins.Oidc;

/// <summary>
/// The <c>state</c> of an authorization request: the time, so that pending logins can be sorted by age, and 256 random bits. The cookie of
/// the login has it in its name, so that several tabs can log in at the same time.
/// </summary>
internal static class LoginState
{
    private const int TimeLength = 8;
    private const int Length = TimeLength + 43;

    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789abcdef");

    public static string Create(TimeProvider time)
        => time.GetUtcNow().ToUnixTimeSeconds().ToString("x8", CultureInfo.InvariantCulture) + RandomText.Create();

    /// <summary>Returns whether a text has the form of a state, and can be in the name of a cookie.</summary>
    public static bool IsValid(string text)
        => text.Length == Length && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            && text.AsSpan(0, TimeLength).IndexOfAnyExcept(s_hexadecimal) < 0;
}

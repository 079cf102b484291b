using System.Text.RegularExpressions;

namespace GatewayKit.Configuration.Portal;

/// <summary>The rules for texts of the portal that become parts of addresses.</summary>
internal static partial class PortalText
{
    public const int MaxApis = 1000;

    public const int MaxPlans = 200;

    public const string IdPattern = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    public const string IdRule = "it must start with a letter or a digit and have up to 64 letters, digits, '.', '_' and '-'";

    /// <summary>The maximum length of the address of an account, which is also the author of revisions of a store.</summary>
    public const int MaxEmail = 200;

    /// <summary>Returns whether a text looks like an address that an account can have. Only a message proves that it is one.</summary>
    public static bool IsEmail(string text)
        => text.Length <= MaxEmail && text.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
            && at == text.LastIndexOf('@') && at < text.Length - 1
            && text.All(c => c is > ' ' and < '\x7f' and not ('<' or '>' or '(' or ')' or ',' or ';' or ':' or '"' or '\\' or '[' or ']'));

    public static bool IsId(string text) => Id().IsMatch(text);

    /// <summary>Returns whether a text is an absolute http or https address without credentials.</summary>
    public static bool IsWebAddress(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https") && uri.UserInfo.Length == 0;

    [GeneratedRegex($"^{IdPattern}\\z")]
    private static partial Regex Id();
}

using System.Text.RegularExpressions;

namespace GatewayKit.Configuration.Messages;

/// <summary>Replaces users and passwords in addresses (RFC 3986, section 3.2.1), which messages mustn't show.</summary>
internal static partial class HiddenUserInfo
{
    /// <summary>Returns an address in quotes. Everything before an <c>@</c> may be a password if the address is malformed.</summary>
    public static string Quoted(string? address)
    {
        var text = address ?? "";
        var end = text.LastIndexOf('@');
        return end < 0
            ? $"'{DisplayText.Name(text)}'"
            : $"'{DisplayText.Name($"{Scheme().Match(text).Value}{DisplayText.Secret}{text[end..]}")}'";
    }

    /// <summary>Returns a message without the users and passwords of the addresses in it, if they have both.</summary>
    public static string Replace(string message)
        => message.Contains('@', StringComparison.Ordinal) ? UserInfo().Replace(message, $"//{DisplayText.Secret}@") : message;

    [GeneratedRegex(@"\A([A-Za-z][A-Za-z0-9+.-]*:)?//", RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"//[^/\s'""@:]*:[^/\s'""@]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();
}

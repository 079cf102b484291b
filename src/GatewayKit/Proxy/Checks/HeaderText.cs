using System.Buffers;

namespace GatewayKit.Proxy.Checks;

/// <summary>Checks whether a text can be sent as the name or the value of a header (RFC 9110, sections 5.1 and 5.5).</summary>
internal static class HeaderText
{
    private static readonly SearchValues<char> s_token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsName(string text) => text.Length > 0 && !text.AsSpan().ContainsAnyExcept(s_token);

    public static bool IsValue(string text) => text.All(c => !char.IsControl(c) || c == '\t');
}

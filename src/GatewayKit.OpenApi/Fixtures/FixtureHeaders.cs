using System.Buffers;

namespace GatewayKit.OpenApi.Fixtures;

/// <summary>The valid syntax of headers (RFC 9110, sections 5.1 and 5.5).</summary>
internal static class FixtureHeaders
{
    public const string ValueRule = "It must be a printable ASCII string or a list of them.";

    private static readonly SearchValues<char> s_token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsToken(string text) => text.Length is > 0 and <= 256 && !text.AsSpan().ContainsAnyExcept(s_token);

    public static bool IsValue(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}

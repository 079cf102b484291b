using System.Buffers;

namespace GatewayKit.OpenApi.Mocking.Fixtures;

/// <summary>What may stand in a header (RFC 9110, sections 5.1 and 5.5).</summary>
internal static class FixtureHeaders
{
    public const string ValueRule = "It must be text of printable ASCII, or a list of such.";

    private static readonly SearchValues<char> s_token = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    public static bool IsToken(string text) => text.Length is > 0 and <= 256 && !text.AsSpan().ContainsAnyExcept(s_token);

    public static bool IsValue(string text) => !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}

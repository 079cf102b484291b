using System.Buffers;

namespace GatewayKit.Plugins.HttpSignature;

/// <summary>The characters of structured fields (RFC 9651, section 3).</summary>
internal static class SfCharacters
{
    private const string Digits = "0123456789";
    private const string Lower = "abcdefghijklmnopqrstuvwxyz";
    private const string Upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The characters of names after the first one.</summary>
    public static readonly SearchValues<char> Name = SearchValues.Create(Lower + Digits + "_-.*");

    /// <summary>The characters of tokens after the first one: those of RFC 9110, section 5.6.2, colon and slash.</summary>
    public static readonly SearchValues<char> Token = SearchValues.Create(Lower + Upper + Digits + "!#$%&'*+-.^_`|~:/");

    public static readonly SearchValues<char> Base64 = SearchValues.Create(Lower + Upper + Digits + "+/=");
}

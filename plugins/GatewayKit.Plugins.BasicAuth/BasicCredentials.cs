using System.Buffers;

namespace GatewayKit.Plugins.BasicAuth;

/// <summary>Decodes the credentials of the scheme Basic (RFC 7617, section 2): base64 of <c>USER:PASSWORD</c> in UTF-8.</summary>
internal readonly ref struct BasicCredentials
{
    /// <summary>The maximum length of the base64, which has room for every user name and password that can be configured.</summary>
    public const int MaximumLength = 4 * MaximumBytes / 3;

    private const int MaximumBytes = 3 * (BasicAuthCredential.MaximumUsernameLength + 1 + BasicAuthCredential.MaximumPasswordLength);

    private static readonly SearchValues<char> s_alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");

    private BasicCredentials(ReadOnlySpan<char> username, ReadOnlySpan<byte> bytes, int passwordStart)
    {
        Username = username;
        Bytes = bytes;
        PasswordStart = passwordStart;
    }

    /// <summary>Gets the user name: the text before the first colon.</summary>
    public ReadOnlySpan<char> Username { get; }

    /// <summary>Gets the decoded bytes of <c>USER:PASSWORD</c>.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>Gets the index of the password in <see cref="Bytes"/>.</summary>
    public int PasswordStart { get; }

    /// <summary>Gets the bytes of the password, which may contain colons.</summary>
    public ReadOnlySpan<byte> Password => Bytes[PasswordStart..];

    /// <summary>Decodes credentials.</summary>
    /// <param name="text">The base64, at most <see cref="MaximumLength"/> characters.</param>
    /// <param name="bytes">Space for as many bytes.</param>
    /// <param name="characters">Space for as many characters.</param>
    /// <param name="credentials">The credentials.</param>
    /// <returns>False if anything differs from the form that the RFC describes.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes, Span<char> characters, out BasicCredentials credentials)
    {
        credentials = default;
        if (!TryDecodeBase64(text, bytes, characters, out var length))
            return false;

        var decoded = bytes[..length];
        var colon = decoded.IndexOf((byte)':');
        if (colon < 0 || StrictUtf8.Decode(decoded, characters) is not { } count || HasControl(characters[..count]))
            return false;

        // The bytes before the colon are UTF-8 by themselves: a colon is never a part of another character.
        var username = characters[..characters[..count].IndexOf(':')];
        credentials = new BasicCredentials(username, decoded, colon + 1);
        return username.Length <= BasicAuthCredential.MaximumUsernameLength;
    }

    /// <summary>Strict base64 (RFC 4648, section 4): padded, without white space, and the only spelling of the bytes (section
    /// 3.5).</summary>
    private static bool TryDecodeBase64(ReadOnlySpan<char> text, Span<byte> bytes, Span<char> scratch, out int length)
    {
        length = 0;
        return !text.ContainsAnyExcept(s_alphabet)
            && Convert.TryFromBase64Chars(text, bytes, out length)
            && Convert.TryToBase64Chars(bytes[..length], scratch, out var written)
            && text.SequenceEqual(scratch[..written]);
    }

    private static bool HasControl(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
                return true;
        }

        return false;
    }
}

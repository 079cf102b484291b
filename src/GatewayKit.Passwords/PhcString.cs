using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace GatewayKit.Passwords;

/// <summary>A hash in the PHC string format: <c>$ALGORITHM[$v=VERSION]$NAME=VALUE,...$SALT$KEY</c>.</summary>
internal sealed class PhcString
{
    private const int MaximumLength = 512;

    private readonly Dictionary<string, string> _parameters = new(StringComparer.Ordinal);

    private PhcString(string algorithm, byte[] salt, byte[] key) => (Algorithm, Salt, Key) = (algorithm, salt, key);

    public string Algorithm { get; }

    public int? Version { get; private init; }

    public byte[] Salt { get; }

    public byte[] Key { get; }

    public static bool TryParse(string text, [NotNullWhen(true)] out PhcString? hash)
    {
        hash = null;
        if (text.Length > MaximumLength || text.Split('$') is not ["", var algorithm, .. var middle, var salt, var key])
            return false;

        int? version = null;
        if (middle is [var first, ..] && first.StartsWith("v=", StringComparison.Ordinal))
        {
            if ((version = Digits(first[2..])) is null)
                return false;
            middle = middle[1..];
        }

        if (middle is not [var parameters] || Bytes(salt) is not { } saltBytes || Bytes(key) is not { } keyBytes)
            return false;

        hash = new PhcString(algorithm, saltBytes, keyBytes) { Version = version };
        foreach (var parameter in parameters.Split(','))
        {
            if (parameter.Split('=') is not [{ Length: > 0 } name, { Length: > 0 } value] || !hash._parameters.TryAdd(name, value))
                return false;
        }

        return true;
    }

    /// <summary>Encodes bytes as the format does: base64 without padding.</summary>
    public static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=');

    public bool Has(string name) => _parameters.ContainsKey(name);

    public bool HasOnly(params ReadOnlySpan<string> names)
    {
        foreach (var name in _parameters.Keys)
        {
            if (!names.Contains(name))
                return false;
        }

        return true;
    }

    public int? Number(string name) => _parameters.TryGetValue(name, out var value) ? Digits(value) : null;

    private static int? Digits(string text)
        => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number.ToString(CultureInfo.InvariantCulture) == text ? number : null;

    private static byte[]? Bytes(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text + new string('=', (4 - (text.Length % 4)) % 4), bytes, out var length)
            && Text(bytes[..length]) == text ? bytes[..length] : null;
    }
}

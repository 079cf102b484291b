using GatewayKit.OpenApi.Fixtures;

namespace GatewayKit.Plugins.Record;

/// <summary>Removes secrets from headers, queries and texts.</summary>
internal static class Redaction
{
    /// <summary>Redacts the value of a header. <c>Set-Cookie</c> keeps the cookie's name and attributes.</summary>
    public static string Header(string name, string value, SecretNames secrets)
    {
        if (!name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase))
            return secrets.IsSecretHeader(name) ? Fixture.Redacted : Text(value);

        var equals = value.IndexOf('=', StringComparison.Ordinal);
        var end = value.IndexOf(';', StringComparison.Ordinal);
        return equals < 0 || (end >= 0 && end < equals)
            ? Fixture.Redacted
            : $"{value[..equals]}={Fixture.Redacted}{(end < 0 ? "" : value[end..])}";
    }

    /// <summary>Redacts a query or a form: pairs of names and values separated by ampersands.</summary>
    public static string Pairs(string pairs, SecretNames secrets)
    {
        if (pairs.Length == 0)
            return pairs;

        var parts = pairs.Split('&');
        for (var i = 0; i < parts.Length; i++)
        {
            var equals = parts[i].IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                continue;

            var name = Decode(parts[i][..equals]);
            if (secrets.IsSecretParameter(name) || SecretNames.IsToken(Decode(parts[i][(equals + 1)..])))
                parts[i] = $"{parts[i][..equals]}={Fixture.Redacted}";
        }

        return string.Join('&', parts);
    }

    /// <summary>Redacts a text that looks like a token, whatever its name.</summary>
    public static string Text(string text) => SecretNames.IsToken(text) ? Fixture.Redacted : text;

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}

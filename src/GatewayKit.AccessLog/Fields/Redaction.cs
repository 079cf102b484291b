using System.Buffers;
using System.Net;

namespace GatewayKit.AccessLog;

/// <summary>Removes secrets from queries, forms and addresses.</summary>
internal static class Redaction
{
    public const string Redacted = "REDACTED";

    /// <summary>Writes pairs of names and values separated by ampersands, without the values that are secrets.</summary>
    public static void Pairs(ReadOnlySpan<char> pairs, SecretNames secrets, IBufferWriter<char> target)
    {
        while (true)
        {
            var end = pairs.IndexOf('&');
            var pair = end < 0 ? pairs : pairs[..end];
            var equals = pair.IndexOf('=');
            if (equals < 0 && SecretNames.IsToken(pair))
                target.Write(Redacted);
            else if (equals >= 0 && IsSecret(pair[..equals], pair[(equals + 1)..], secrets))
            {
                target.Write(pair[..(equals + 1)]);
                target.Write(Redacted);
            }
            else
                target.Write(pair);

            if (end < 0)
                return;

            target.Write("&");
            pairs = pairs[(end + 1)..];
        }
    }

    /// <summary>Writes a text of a header. A token is a secret; the query, the fragment and the user of an address can have some.</summary>
    public static void Text(ReadOnlySpan<char> text, SecretNames secrets, IBufferWriter<char> target)
    {
        if (SecretNames.IsToken(text))
        {
            target.Write(Redacted);
            return;
        }

        if (text.IndexOf("://", StringComparison.Ordinal) is >= 0 and var scheme)
        {
            var rest = text[(scheme + 3)..];
            var authority = rest.IndexOfAny('/', '?', '#') is >= 0 and var after ? rest[..after] : rest;
            if (authority.LastIndexOf('@') is >= 0 and var at)
            {
                target.Write(text[..(scheme + 3)]);
                target.Write(Redacted);
                text = rest[at..];
            }
        }

        // Responses of OpenID Connect can have their tokens in the fragment.
        while (text.IndexOfAny('?', '#') is >= 0 and var start)
        {
            target.Write(text[..(start + 1)]);
            text = text[(start + 1)..];
            var end = text.IndexOf('#');
            Pairs(end < 0 ? text : text[..end], secrets, target);
            text = end < 0 ? default : text[end..];
        }

        target.Write(text);
    }

    // Names are compared decoded. Decoding allocates, and is rare.
    private static bool IsSecret(ReadOnlySpan<char> name, ReadOnlySpan<char> value, SecretNames secrets)
        => secrets.IsSecretParameter(name)
            || (name.IndexOfAny('%', '+') >= 0 && secrets.IsSecretParameter(WebUtility.UrlDecode(name.ToString())))
            || SecretNames.IsToken(value)
            || (value.IndexOfAny('%', '+') >= 0 && SecretNames.IsToken(WebUtility.UrlDecode(value.ToString())))
            || (value.IndexOfAny('%', '=') >= 0 && HasPair(WebUtility.UrlDecode(value.ToString()), secrets));

    /// <summary>Returns whether a value is an address, or a list, with a secret of its own.</summary>
    private static bool HasPair(string value, SecretNames secrets)
        => value.Split('?', '#', '&', ';').Any(pair => pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var end
            && secrets.IsSecretParameter(pair.AsSpan(0, end)));
}

using Microsoft.Extensions.Primitives;

namespace GatewayKit.Proxy.Matching;

/// <summary>Reads the Cookie header (RFC 6265, section 4.2) without decoding it to new strings.</summary>
internal static class CookieText
{
    /// <summary>Finds the first cookie with a name.</summary>
    /// <param name="cookies">The values of the header.</param>
    /// <param name="name">The name. Case matters.</param>
    /// <param name="value">The value as it was sent.</param>
    public static bool TryFind(in StringValues cookies, string name, out ReadOnlySpan<char> value)
    {
        for (var i = 0; i < cookies.Count; i++)
        {
            var rest = cookies[i].AsSpan();
            while (!rest.IsEmpty)
            {
                var end = rest.IndexOf(';');
                var pair = (end < 0 ? rest : rest[..end]).Trim(' ');
                rest = end < 0 ? default : rest[(end + 1)..];
                var equals = pair.IndexOf('=');
                if (equals > 0 && pair[..equals].SequenceEqual(name))
                {
                    value = pair[(equals + 1)..];
                    return true;
                }
            }
        }

        value = default;
        return false;
    }
}

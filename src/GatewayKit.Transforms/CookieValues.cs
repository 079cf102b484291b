using GatewayKit.Expressions;

namespace GatewayKit.Transforms;

/// <summary>Reads the cookies of a request (RFC 6265, section 4.2).</summary>
internal static class CookieValues
{
    /// <returns>The value of a cookie as it was sent; null without the cookie.</returns>
    /// <exception cref="ExpressionException">The cookie is repeated.</exception>
    public static string? Find(GatewayContext context, string name)
    {
        string? value = null;
        foreach (var header in context.Http.Request.Headers.Cookie)
        {
            var text = header.AsSpan();
            foreach (var range in text.Split(';'))
            {
                var cookie = text[range].Trim(" \t");
                if (cookie.IndexOf('=') is not (> 0 and var equals) || !cookie[..equals].SequenceEqual(name))
                    continue;

                value = value is null
                    ? cookie[(equals + 1)..].ToString()
                    : throw new ExpressionException($"the cookie '{name}' occurs more than once.");
            }
        }

        return value;
    }
}

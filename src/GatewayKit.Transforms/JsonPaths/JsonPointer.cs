namespace GatewayKit.Transforms;

/// <summary>Reads JSON Pointers (RFC 6901).</summary>
internal static class JsonPointer
{
    /// <exception cref="JsonPathException">The text isn't valid.</exception>
    public static JsonPath Parse(string text)
        => new([.. text.Split('/').Skip(1).Select(token => new JsonPathSegment(false, [new PointerSelector(Unescape(token))]))]);

    private static string Unescape(string token)
    {
        for (var at = 0; (at = token.IndexOf('~', at)) >= 0; at++)
        {
            if (at + 1 == token.Length || token[at + 1] is not ('0' or '1'))
                throw new JsonPathException("a '~' of a pointer must be written as '~0', and a '/' in a name as '~1'");
        }

        return token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
    }
}
